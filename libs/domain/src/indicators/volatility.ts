import { measured } from '../market/measure.ts';

/** Sessions of a trading year, by which daily volatility is annualised. */
const SESSIONS_A_YEAR = 252;

/**
 * Annualised standard deviation of the last `count` daily log returns, in percent: the sample's (divided by `count` − 1),
 * times the square root of 252.
 *
 * Source: J. C. Hull, "Options, Futures, and Other Derivatives", section "Estimating volatility from historical data".
 * @returns null when there are fewer returns
 */
export function volatilityOf(closes: Float64Array, count: number): number | null {
  const first = closes.length - 1 - count;
  if (first < 0) return null;
  const logReturn = (from: number, to: number): number =>
    Math.log((closes[to] ?? NaN) / (closes[from] ?? NaN));
  // Log returns add up: their sum is that of the whole span.
  const mean = logReturn(first, closes.length - 1) / count;
  let squares = 0;
  for (let index = first + 1; index < closes.length; index += 1)
    squares += (logReturn(index - 1, index) - mean) ** 2;
  return measured(Math.sqrt((squares / (count - 1)) * SESSIONS_A_YEAR) * 100);
}
