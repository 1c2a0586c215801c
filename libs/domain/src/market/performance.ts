import type { Candle } from '@marketscope/contracts';

/** A closing price and its session. */
export interface Close {
  date: string;
  close: number;
}

/** How a price moved over a span of sessions. Money is in the candles' currency. */
export interface Performance {
  /** The close that it is measured from. */
  start: Close;
  end: Close;
  change: number;
  /** In percent of the starting close, without dividends. */
  changePercent: number;
  /** The same with dividends put back in, where the source gives adjusted closes for both ends. */
  totalReturnPercent: number | null;
  /** Highest and lowest close of the span; the one that it is measured from is before it when a `from` was given. */
  highest: Close;
  lowest: Close;
  /** The last close in percent of the highest and of the lowest one: 0 where it is that close itself. */
  fromHighestPercent: number;
  fromLowestPercent: number;
  /** Mean of the closes that highest and lowest are taken from. */
  averageClose: number;
  sessions: number;
}

/**
 * How a price moved between two days, both included.
 *
 * It is measured from the last close on or before `from`, as year-to-date figures are; where the candles start later,
 * from the first of them.
 * @param candles oldest first
 * @returns undefined when there are fewer than two sessions to measure between
 */
export function performanceOf(
  candles: readonly Candle[],
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): Performance | undefined {
  const until = candles.filter(({ date }) => to === undefined || date <= to);
  const base =
    from === undefined
      ? 0
      : Math.max(
          0,
          until.findLastIndex(({ date }) => date <= from),
        );
  const span = until.slice(base);
  const first = span[0];
  const last = span.at(-1);
  if (first === undefined || last === undefined || span.length < 2) return undefined;
  const isMeasuredFromBefore = from !== undefined && first.date <= from;
  const closes = span.slice(isMeasuredFromBefore ? 1 : 0).map(({ date, close }) => ({ date, close }));
  const highest = closes.reduce((best, each) => (each.close > best.close ? each : best));
  const lowest = closes.reduce((best, each) => (each.close < best.close ? each : best));
  return {
    start: { date: first.date, close: first.close },
    end: { date: last.date, close: last.close },
    change: last.close - first.close,
    changePercent: ((last.close - first.close) / first.close) * 100,
    totalReturnPercent:
      first.adjClose === null || last.adjClose === null
        ? null
        : ((last.adjClose - first.adjClose) / first.adjClose) * 100,
    highest,
    lowest,
    fromHighestPercent: (last.close / highest.close - 1) * 100,
    fromLowestPercent: (last.close / lowest.close - 1) * 100,
    averageClose: closes.reduce((sum, each) => sum + each.close, 0) / closes.length,
    sessions: span.length,
  };
}
