import {
  MarketDataError,
  newYorkInstant,
  type MarketDataProvider,
  type QuoteOutcome,
} from '@marketscope/domain';
import pRetry from 'p-retry';
import { historiesOneByOne } from '../histories-one-by-one.ts';
import { chartCandles, quoteOutcomes, searchHits } from './yahoo-answers.ts';
import type { YahooClient } from './yahoo-client.ts';
import { createYahooFetch, ExpiredCrumbError } from './yahoo-fetch.ts';

/** Symbols of one question at the most: the address has to hold them all. */
const MAX_SYMBOLS = 100;

/** Charts that are asked for at the same time. */
const HISTORIES_AT_ONCE = 4;

/** The first retry waits about a second, the next twice that, none longer than four. */
const RETRY = { minTimeout: 1000, factor: 2, maxTimeout: 4000, randomize: true };

/** How a question is put to the library, whose own checks are off: they fail all symbols for one. */
interface Question {
  client: YahooClient;
  options: { validateResult: false; fetch: typeof fetch };
}

export interface YahooOptions {
  /** Server to ask in place of every host of Yahoo, e.g. `http://127.0.0.1:9000`. */
  baseUrl?: string | undefined;
  /** How often a question is put again that was not answered; 3 unless given. */
  retries?: number | undefined;
}

/**
 * Yahoo Finance, through yahoo-finance2. It is asked once for up to a hundred symbols, each answer of which is checked by
 * itself. What was not answered, for the network's, Yahoo's or its rate limit's sake, is asked again after 1, 2 and 4 s with
 * jitter; nothing above this layer retries.
 */
export function createYahooProvider({ baseUrl, retries = 3 }: YahooOptions = {}): MarketDataProvider {
  const yahooFetch = createYahooFetch({ baseUrl });
  let client: Promise<YahooClient> | undefined;

  /** @throws MarketDataError, and nothing else */
  async function ask<Answer>(
    put: (question: Question) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const attempt = async (): Promise<Answer> => {
      client ??= import('./yahoo-client.ts').then(({ createYahooClient }) => createYahooClient());
      const bounded: typeof fetch = (input, init) => yahooFetch(input, signal ? { ...init, signal } : init);
      try {
        return await put({ client: await client, options: { validateResult: false, fetch: bounded } });
      } catch (error) {
        if (error instanceof ExpiredCrumbError) client = undefined;
        throw typed(error);
      }
    };
    try {
      return await pRetry(attempt, {
        ...RETRY,
        retries,
        signal,
        shouldRetry: ({ error }) => error instanceof MarketDataError && isPassing(error),
      });
    } catch (error) {
      throw typed(error);
    }
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

/** Whether the same question may be answered in a while. */
function isPassing({ code }: MarketDataError): boolean {
  return code === 'provider-unavailable' || code === 'rate-limited';
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
