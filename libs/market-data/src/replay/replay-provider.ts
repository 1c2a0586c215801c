import type { Candle, Quote, SearchHit } from '@marketscope/contracts';
import {
  latestSession,
  MarketDataError,
  moveSince,
  sessionBefore,
  sessionHours,
  type MarketClock,
  type MarketDataProvider,
  type QuoteOutcome,
} from '@marketscope/domain';
import { historiesOneByOne } from '../histories-one-by-one.ts';
import { bestMatches } from '../search-ranking.ts';
import type { Series } from './series.ts';

/** Symbols of a batch; any number costs the same. */
const BATCH_SIZE = 100;

/**
 * Recorded real prices, and generated ones of further companies, each marked `synthetic`. It tells nothing of a day that the
 * clock has not reached, unless a session is named.
 * @param load loads the series; called at the first question
 */
export function createReplayProvider(
  clock: MarketClock,
  load: () => Promise<ReadonlyMap<string, Series>>,
): MarketDataProvider {
  const today = async (): Promise<string> => latestSession(await clock.now()).date;
  const provider: MarketDataProvider = {
    name: 'replay',
    market: 'recorded',
    batchSize: BATCH_SIZE,

    async quotes(symbols, { sessionDate } = {}) {
      const [series, date] = await Promise.all([load(), sessionDate ?? today()]);
      return new Map(symbols.map((symbol) => [symbol, quoteOutcome(symbol, series.get(symbol), date)]));
    },

    async history(symbol, { from, to }) {
      const [series, present] = await Promise.all([load(), today()]);
      const found = series.get(symbol);
      if (!found) throw new MarketDataError('unknown-symbol', unknown(symbol));
      const last = to < present ? to : present;
      return {
        symbol,
        currency: found.currency,
        source: found.source,
        candles: found.candles().filter(({ date }) => date >= from && date <= last),
      };
    },

    histories: (symbols, question) =>
      historiesOneByOne(symbols, question, { history: provider.history, atOnce: 1 }),

    async search(query) {
      return bestMatches([...(await load()).values()], query).map(
        ({ symbol, name, exchange, source }): SearchHit => ({ symbol, name, exchange, source }),
      );
    },
  };
  return provider;
}

function quoteOutcome(symbol: string, series: Series | undefined, date: string): QuoteOutcome {
  if (!series) return { ok: false, failure: { symbol, reason: 'unknown-symbol', detail: unknown(symbol) } };
  const candles = series.candles();
  const position = candles.findLastIndex((each) => each.date <= date);
  const candle = candles[position];
  const session = candle && sessionHours(candle.date);
  if (!candle || !session)
    return {
      ok: false,
      failure: { symbol, reason: 'invalid-data', detail: `nothing is recorded of ${symbol} up to ${date}` },
    };
  return { ok: true, candle, quote: quoteOf(series, candle, candles[position - 1], session.closesAt) };
}

function quoteOf(series: Series, candle: Candle, before: Candle | undefined, closedAt: Date): Quote {
  // With a session missing in the recording, the close before is not known.
  const previousClose = before?.date === sessionBefore(candle.date).date ? before.close : null;
  return {
    symbol: series.symbol,
    name: series.name,
    price: candle.close,
    ...moveSince(previousClose, candle.close),
    currency: series.currency,
    volume: candle.volume,
    asOf: closedAt.toISOString(),
    source: series.source,
  };
}

function unknown(symbol: string): string {
  return `There are no recorded prices of ${symbol}.`;
}
