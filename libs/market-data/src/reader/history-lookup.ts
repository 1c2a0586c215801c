import type { HistoryRange } from '@marketscope/contracts';
import {
  historySpan,
  latestSession,
  marketOf,
  MarketDataError,
  marketState,
  type CandleStore,
  type History,
  type MarketClock,
  type MarketDataProvider,
} from '@marketscope/domain';
import { createAnswerMemory } from './answer-memory.ts';
import { PROVIDER_WAIT_MS } from './quote-lookup.ts';

/** Days by which stored sessions may begin later than was asked for: the span's first days may be holidays. */
const SPAN_TOLERANCE_DAYS = 7;

/** How long an answer is kept whose last session goes on, or is not in it yet. */
const OPEN_KEPT_MS = 60_000;

/** How long one is kept whose sessions are all over: corrections and splits still come. */
const CLOSED_KEPT_MS = 15 * 60_000;

/** How long stored sessions stand in for a provider that failed before it is asked again. */
const STORED_KEPT_MS = 10_000;

/** Histories kept at the most: five years of a symbol are about 1,260 candles. */
const MAX_KEPT = 200;

/** An answer, and how long it is good for. */
type HistoryAnswer = ({ ok: true; history: History } | { ok: false; error: MarketDataError }) & {
  keptMs: number;
};

/**
 * Looks up the sessions of a range that ends with the market's present day. An answer is kept in memory for a minute while
 * the last session goes on, for a quarter of an hour after it; all who ask meanwhile share one question to the provider.
 * When the provider fails, stored sessions answer if they cover the range.
 */
export function createHistoryLookup({
  provider,
  clock,
  candles,
}: {
  provider: MarketDataProvider;
  clock: MarketClock;
  candles: Pick<CandleStore, 'between'>;
}): (symbol: string, range: HistoryRange) => Promise<History> {
  const memory = createAnswerMemory<HistoryAnswer>({
    load: async (keys) =>
      new Map(await Promise.all(keys.map(async (key) => [key, await load(key)] as const))),
    keptMs: ({ keptMs }) => keptMs,
    maxKept: MAX_KEPT,
  });

  async function load(key: string): Promise<HistoryAnswer> {
    const [symbol = '', from = '', to = ''] = key.split(' ');
    try {
      const history = await provider.history(symbol, {
        from,
        to,
        signal: AbortSignal.timeout(PROVIDER_WAIT_MS),
      });
      return { ok: true, history, keptMs: keptMs(history, await clock.now()) };
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      if (error.code === 'unknown-symbol') return { ok: false, error, keptMs: OPEN_KEPT_MS };
      const stored = await candles.between(symbol, from, to);
      if (stored && marketOf(stored.source) === provider.market && covers(stored.candles, from))
        return { ok: true, history: stored, keptMs: STORED_KEPT_MS };
      throw error;
    }
  }

  return async (symbol, range) => {
    const { from, to } = historySpan(range, await clock.now());
    const [found] = await memory.get([`${symbol} ${from} ${to}`]);
    if (!found) throw new TypeError(`no history of ${symbol} was loaded`);
    if (!found.answer.ok) throw found.answer.error;
    return found.answer.history;
  };
}

function keptMs({ candles }: History, now: Date): number {
  const isWhole = candles.at(-1)?.date === latestSession(now).date && !marketState(now).open;
  return isWhole ? CLOSED_KEPT_MS : OPEN_KEPT_MS;
}

/** Whether stored sessions reach back to where a span begins; a part of it would pass for the whole. */
function covers(candles: { date: string }[], from: string): boolean {
  const first = candles[0];
  return first !== undefined && Date.parse(first.date) - Date.parse(from) <= SPAN_TOLERANCE_DAYS * 86_400_000;
}
