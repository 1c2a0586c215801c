import { measured } from '../market/measure.ts';

/**
 * The last volume as a multiple of the mean of the `count` sessions before it; `2` is twice as much as usual.
 *
 * Source: "relative volume" as in StockCharts' and Investopedia's glossaries; the session itself is not part of its mean.
 * @returns null when a volume is missing, there are fewer sessions, or nothing was traded in them
 */
export function volumeRatioOf(volumes: Float64Array, count: number): number | null {
  const last = volumes.length - 1;
  if (last < count) return null;
  let sum = 0;
  for (let index = last - count; index < last; index += 1) sum += volumes[index] ?? NaN;
  const ratio = (volumes[last] ?? NaN) / (sum / count);
  return Number.isFinite(ratio) ? measured(ratio) : null;
}
