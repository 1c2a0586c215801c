import type { Quote, QuoteResponse, SymbolFailure } from '@marketscope/contracts';
import {
  historySpan,
  isFresh,
  isStale,
  latestSession,
  MarketDataError,
  marketOf,
  type CandleStore,
  type MarketClock,
  type MarketDataProvider,
  type MarketReader,
  type QuoteStore,
  type StoredQuote,
} from '@marketscope/domain';
import type { MetricSink } from '@marketscope/runtime';
import { createAnswerMemory } from './answer-memory.ts';

/** How long a person waits for a provider before the last known price is shown, in milliseconds. */
const PROVIDER_WAIT_MS = 8000;

/** Days by which stored sessions may begin later than was asked for: the span's first days may be holidays. */
const SPAN_TOLERANCE_DAYS = 7;

type Answer = { ok: true; quote: QuoteResponse } | { ok: false; failure: SymbolFailure };

/**
 * Reads the market through two caches: a symbol's answer is kept in memory for a second, in which all who ask share it, and
 * the quote store is asked before the provider. When the provider fails, the last known price is given and said to be stale.
 * Each read records `CacheHitRate`: 100 when no provider was asked for it, else 0.
 */
export function createMarketReader(ports: {
  provider: MarketDataProvider;
  clock: MarketClock;
  quotes: QuoteStore;
  candles: Pick<CandleStore, 'between'>;
  metrics: MetricSink;
}): MarketReader {
  const { provider, clock, quotes, candles, metrics } = ports;
  const memory = createAnswerMemory<Answer>({ load: lookUp });

  async function read(symbols: readonly string[]): Promise<Answer[]> {
    const answers = await memory.get(symbols);
    return answers.map(({ answer, remembered }) => {
      const result: Answer =
        remembered && answer.ok ? { ok: true, quote: { ...answer.quote, cached: true } } : answer;
      metrics.record('CacheHitRate', 'Percent', remembered || (result.ok && result.quote.cached) ? 100 : 0);
      return result;
    });
  }

  /** Asks the store, then the provider for what the store can't answer. */
  async function lookUp(symbols: readonly string[]): Promise<Map<string, Answer>> {
    const [now, stored] = await Promise.all([clock.now(), storedQuotes(symbols)]);
    const market = provider.market;
    const answers = new Map<string, Answer>();
    for (const [symbol, quote] of stored)
      if (isFresh(quote, { market, now }))
        answers.set(symbol, {
          ok: true,
          quote: response(quote, { cached: true, stale: isStale(quote.asOf, now) }),
        });

    const asked = symbols.filter((symbol) => !answers.has(symbol));
    if (asked.length === 0) return answers;
    const outcomes = await provider.quotes(asked, {
      sessionDate: latestSession(now).date,
      signal: AbortSignal.timeout(PROVIDER_WAIT_MS),
    });
    await Promise.all(
      asked.map(async (symbol) => {
        const outcome = outcomes.get(symbol);
        const known = stored.get(symbol);
        if (outcome?.ok) {
          const { quote } = outcome;
          await quotes.putIfNewer(quote);
          answers.set(symbol, {
            ok: true,
            quote: response(quote, { cached: false, stale: isStale(quote.asOf, now) }),
          });
        } else if (known && outcome?.failure.reason !== 'unknown-symbol' && new Date(known.asOf) <= now)
          answers.set(symbol, { ok: true, quote: response(known, { cached: true, stale: true }) });
        else
          answers.set(symbol, {
            ok: false,
            failure: outcome?.failure ?? {
              symbol,
              reason: 'provider-unavailable',
              detail: `${provider.name} left ${symbol} out`,
            },
          });
      }),
    );
    return answers;
  }

  /** Stored quotes of the provider's market: the other's prices are no last known ones. */
  async function storedQuotes(symbols: readonly string[]): Promise<Map<string, StoredQuote>> {
    const stored = await quotes.getMany(symbols);
    return new Map([...stored].filter(([, { source }]) => marketOf(source) === provider.market));
  }

  return {
    async quote(symbol) {
      const [answer] = await read([symbol]);
      if (answer?.ok) return answer.quote;
      throw new MarketDataError(
        answer?.failure.reason ?? 'provider-unavailable',
        answer?.failure.detail ?? `${symbol} was not answered`,
      );
    },

    async quotes(symbols) {
      const answers = await read(symbols);
      return {
        items: answers.flatMap((answer) => (answer.ok ? [answer.quote] : [])),
        failed: answers.flatMap((answer) => (answer.ok ? [] : [answer.failure])),
      };
    },

    async history(symbol, range) {
      const span = historySpan(range, await clock.now());
      try {
        return await provider.history(symbol, { ...span, signal: AbortSignal.timeout(PROVIDER_WAIT_MS) });
      } catch (error) {
        if (!(error instanceof MarketDataError) || error.code === 'unknown-symbol') throw error;
        const stored = await candles.between(symbol, span.from, span.to);
        if (stored && marketOf(stored.source) === provider.market && covers(stored.candles, span.from))
          return stored;
        throw error;
      }
    },

    search: (query) => provider.search(query, { signal: AbortSignal.timeout(PROVIDER_WAIT_MS) }),
  };
}

/** Whether stored sessions reach back to where a span begins; a part of it would pass for the whole. */
function covers(candles: { date: string }[], from: string): boolean {
  const first = candles[0];
  return first !== undefined && Date.parse(first.date) - Date.parse(from) <= SPAN_TOLERANCE_DAYS * 86_400_000;
}

function response(
  { symbol, name, price, previousClose, change, changePercent, currency, volume, asOf, source }: Quote,
  state: { cached: boolean; stale: boolean },
): QuoteResponse {
  return {
    symbol,
    name,
    price,
    previousClose,
    change,
    changePercent,
    currency,
    volume,
    asOf,
    source,
    ...state,
  };
}
