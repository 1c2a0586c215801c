import {
  MarketDataError,
  newYorkInstant,
  type MarketDataProvider,
  type QuoteOutcome,
} from '@marketscope/domain';
import { carefulCaller, type Care } from '../calls/careful-caller.ts';
import { historiesOneByOne } from '../histories-one-by-one.ts';
import { chartCandles, quoteOutcomes, searchHits } from './yahoo-answers.ts';
import type { YahooClient } from './yahoo-client.ts';
import { createYahooFetch, ExpiredCrumbError } from './yahoo-fetch.ts';

/** Symbols of one question at the most: the address has to hold them all. */
const MAX_SYMBOLS = 100;

/** Charts that are asked for at the same time. */
const HISTORIES_AT_ONCE = 4;

/** How a question is put to the library, whose own checks are off: they fail all symbols for one. */
interface Question {
  client: YahooClient;
  options: { validateResult: false; fetch: typeof fetch };
}

export interface YahooOptions extends Care {
  /** Server to ask in place of every host of Yahoo, e.g. `http://127.0.0.1:9000`. */
  baseUrl?: string | undefined;
}

/**
 * Yahoo Finance, through yahoo-finance2. It is asked once for up to a hundred symbols, each answer of which is checked by
 * itself. All questions share a crumb and cookies, which are renewed once when Yahoo no longer takes them.
 */
export function createYahooProvider({ baseUrl, ...care }: YahooOptions = {}): MarketDataProvider {
  const yahooFetch = createYahooFetch({ baseUrl });
  const call = carefulCaller('Yahoo', care);
  let visitor: Promise<YahooClient> | undefined;

  function newVisitor(): Promise<YahooClient> {
    return import('./yahoo-client.ts').then(({ createYahooClient }) => createYahooClient());
  }

  /** @throws MarketDataError, and nothing else */
  async function ask<Answer>(
    put: (question: Question) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    return call(async (ends) => {
      const bounded: typeof fetch = (input, init) => yahooFetch(input, { ...init, signal: ends });
      const options = { validateResult: false, fetch: bounded } as const;
      const asked = (visitor ??= newVisitor());
      try {
        try {
          return await put({ client: await asked, options });
        } catch (error) {
          if (!(error instanceof ExpiredCrumbError)) throw error;
          // Whoever finds the crumb refused first renews it for all.
          if (visitor === asked) visitor = newVisitor();
          return await put({ client: await (visitor ?? newVisitor()), options });
        }
      } catch (error) {
        throw typed(error);
      }
    }, signal);
  }

  const provider: MarketDataProvider = {
    name: 'Yahoo Finance',
    market: 'live',
    batchSize: MAX_SYMBOLS,

    async quotes(symbols, { signal } = {}) {
      const answers = await Promise.all(
        chunks(symbols, MAX_SYMBOLS).map(async (chunk): Promise<Map<string, QuoteOutcome>> => {
          try {
            const answer: unknown = await ask(
              ({ client, options }) => client.quote(chunk, {}, options),
              signal,
            );
            return quoteOutcomes(chunk, answer, new Date());
          } catch (error) {
            const { code: reason, message: detail } = typed(error);
            return new Map(
              chunk.map((symbol) => [symbol, { ok: false, failure: { symbol, reason, detail } }]),
            );
          }
        }),
      );
      return new Map(answers.flatMap((answer) => [...answer]));
    },

    async history(symbol, { from, to, signal }) {
      const answer: unknown = await ask(
        ({ client, options }) =>
          client.chart(
            symbol,
            {
              // A day more on both sides: an exchange's day begins hours before or after New York's.
              period1: new Date(newYorkInstant(from, 0).getTime() - 86_400_000),
              period2: new Date(newYorkInstant(to, 0).getTime() + 2 * 86_400_000),
              interval: '1d',
              includePrePost: false,
              return: 'object',
            },
            options,
          ),
        signal,
      );
      const { currency, candles } = chartCandles(symbol, answer);
      return {
        symbol,
        currency,
        source: 'yahoo',
        candles: candles.filter(({ date }) => date >= from && date <= to),
      };
    },

    histories: (symbols, question) =>
      historiesOneByOne(symbols, question, { history: provider.history, atOnce: HISTORIES_AT_ONCE }),

    async search(query, { signal } = {}) {
      const answer: unknown = await ask(
        ({ client, options }) => client.search(query, { quotesCount: 10, newsCount: 0 }, options),
        signal,
      );
      return searchHits(answer).slice(0, 10);
    },
  };
  return provider;
}

/**
 * What the library throws, as a failure of ours: its own words for a missing symbol and for a refused visit, and otherwise an
 * answer that it could not read.
 */
function typed(error: unknown): MarketDataError {
  if (error instanceof MarketDataError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DOMException)
    return new MarketDataError('provider-unavailable', `Yahoo was not waited for: ${message}`, {
      cause: error,
    });
  if (/no data found|delisted/i.test(message))
    return new MarketDataError('unknown-symbol', message, { cause: error });
  if (/crumb|cookie|consent/i.test(message))
    return new MarketDataError('provider-unavailable', message, { cause: error });
  return new MarketDataError('invalid-data', message.slice(0, 300), { cause: error });
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
