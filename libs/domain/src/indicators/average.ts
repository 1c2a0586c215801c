/**
 * The mean of the last `count` values, each with the same weight: the simple moving average.
 *
 * Source: StockCharts ChartSchool, "Moving Averages - Simple and Exponential".
 * @returns null when there are fewer values, or one of them is missing (`NaN`)
 */
export function averageOfLast(values: Float64Array, count: number): number | null {
  const start = values.length - count;
  if (start < 0) return null;
  // Differences from one of them are summed: the mean of equal prices is that price.
  const first = values[start] ?? NaN;
  let sum = 0;
  for (let index = start + 1; index < values.length; index += 1) sum += (values[index] ?? NaN) - first;
  return Number.isNaN(sum) ? null : first + sum / count;
}
