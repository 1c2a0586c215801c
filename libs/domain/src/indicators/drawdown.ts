import { percentChange } from '../market/measure.ts';

/**
 * How far the last close is below the highest price of the last `count` sessions, its own included, in percent: 0 at a new
 * high, else negative. A session whose high is not known counts with its close.
 *
 * Source: the 52-week high as exchanges and data vendors give it, the highest price traded in a year; the decline from a peak
 * as in the CFA Institute's "drawdown".
 * @returns null when there are fewer sessions
 */
export function drawdownFromHigh(closes: Float64Array, highs: Float64Array, count: number): number | null {
  const start = closes.length - count;
  const now = closes[closes.length - 1];
  if (start < 0 || now === undefined) return null;
  let highest = now;
  for (let index = start; index < closes.length; index += 1) {
    const close = closes[index] ?? NaN;
    const high = highs[index] ?? NaN;
    if (close > highest) highest = close;
    // False for NaN.
    if (high > highest) highest = high;
  }
  return percentChange(highest, now);
}
