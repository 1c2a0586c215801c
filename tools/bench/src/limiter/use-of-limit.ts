/** Most calls in any span of a window: the fullest one begins with a call. */
export function fullestWindow(times: readonly number[], windowMs: number): number {
  let fullest = 0;
  let first = 0;
  for (const [position, time] of times.entries()) {
    while (time - (times[first] ?? time) >= windowMs) first += 1;
    fullest = Math.max(fullest, position - first + 1);
  }
  return fullest;
}

/**
 * Calls in a window, on the average of those from the first call to the last that have as many calls behind them as the
 * limit allows: the limit itself when each of those comes a window after its forerunner.
 * @throws RangeError when there are no more calls than the limit
 */
export function callsPerWindow(
  times: readonly number[],
  { limit, windowMs }: { limit: number; windowMs: number },
): number {
  const later = times.slice(limit);
  if (later.length === 0) throw new RangeError(`${times.length} calls tell nothing of a limit of ${limit}`);
  const waited = later.reduce((sum, time, position) => sum + time - (times[position] ?? time), 0);
  return (limit * windowMs) / (waited / later.length);
}
