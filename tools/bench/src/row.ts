/** One measurement against its limit. */
export interface BenchRow {
  name: string;
  /** What was measured, in `unit`. */
  value: number;
  unit: string;
  /** What it is measured against, in the same unit. */
  limit: number;
  /** `value` of `limit`. */
  ratio: number;
  /** The ratio that is wanted, as `>= 0.9`. */
  goal: string;
  ok: boolean;
}

/** What a measurement has to reach: at least, or at the most, that share of its limit. */
export type Goal = { atLeast: number } | { atMost: number };

/** Measures a value against its limit; the numbers are rounded for reading, the verdict isn't. */
export function benchRow(
  name: string,
  { value, unit, limit }: { value: number; unit: string; limit: number },
  goal: Goal,
): BenchRow {
  const ratio = value / limit;
  return {
    name,
    value: rounded(value),
    unit,
    limit: rounded(limit),
    ratio: rounded(ratio),
    goal: 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`,
    ok: 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
