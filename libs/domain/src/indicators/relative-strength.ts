import { measured } from '../market/measure.ts';

/**
 * Relative strength index, 0 to 100: how much of the recent moves was upwards. The first averages of gains and losses are
 * plain means of `period` changes; each later one is (the one before × (`period` − 1) + the change) ÷ `period`. Without any
 * loss it is 100.
 *
 * Since each average carries all that came before, the value depends on where the closes begin: with 250 of them by less
 * than a millionth.
 *
 * Source: J. W. Wilder, "New Concepts in Technical Trading Systems" (1978); StockCharts ChartSchool, "Relative Strength Index".
 * @returns null when there are fewer than `period` changes
 */
export function relativeStrengthIndex(closes: Float64Array, period: number): number | null {
  if (closes.length <= period) return null;
  let before = closes[0] ?? NaN;
  // Twice the sums of gains and of losses in place of their averages: the factors cancel out, and |change| ± change needs no
  // branch, which would be mispredicted at every other session.
  let gains = 0;
  let losses = 0;
  for (let index = 1; index <= period; index += 1) {
    const close = closes[index] ?? NaN;
    const change = close - before;
    const size = Math.abs(change);
    before = close;
    gains += size + change;
    losses += size - change;
  }
  const kept = (period - 1) / period;
  for (let index = period + 1; index < closes.length; index += 1) {
    const close = closes[index] ?? NaN;
    const change = close - before;
    const size = Math.abs(change);
    before = close;
    gains = gains * kept + (size + change);
    losses = losses * kept + (size - change);
  }
  return losses === 0 ? 100 : measured(100 - 100 / (1 + gains / losses));
}
