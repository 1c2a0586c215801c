import { percentile } from './scores.ts';

export interface Interval {
  low: number;
  high: number;
}

/**
 * The 95 % interval of a statistic over questions, by resampling them with replacement (percentile bootstrap). The same
 * questions give the same interval: the draws are from a fixed seed.
 */
export function bootstrapInterval<T>(
  items: readonly T[],
  statistic: (sample: readonly T[]) => number,
  { samples = 1_000, seed = 20_231_109 } = {},
): Interval {
  if (!items.length) return { low: 0, high: 0 };
  const random = mulberry32(seed);
  const values = Array.from({ length: samples }, () =>
    statistic(Array.from(items, () => items[Math.floor(random() * items.length)] as T)),
  );
  return { low: percentile(values, 0.025), high: percentile(values, 0.975) };
}

/** A small generator of evenly spread numbers in [0, 1) (Tommy Ettinger's Mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
