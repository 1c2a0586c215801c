import { percentChange } from '../market/measure.ts';

/**
 * How far the last close is from the close `sessions` before, in percent, without dividends.
 * @returns null when there is no such close
 */
export function returnOver(closes: Float64Array, sessions: number): number | null {
  const now = closes[closes.length - 1];
  const before = closes[closes.length - 1 - sessions];
  return now === undefined || before === undefined ? null : percentChange(before, now);
}
