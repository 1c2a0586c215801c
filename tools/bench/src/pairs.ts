/** What is measured and what it is held against. */
export interface Pair {
  value: number;
  limit: number;
}

/** Something that answers its own measure. */
export type Measured = () => number | Promise<number>;

/** The pair whose ratio is the middle one; of an even count the lower of the two in the middle. */
export function medianPair(pairs: readonly Pair[]): Pair {
  const sorted = pairs.toSorted((one, other) => one.value / one.limit - other.value / other.limit);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new RangeError('there is no middle of nothing');
  return middle;
}

/**
 * Measures two things in turn, so that whatever else the machine does slows both, and answers the pair with the middle ratio.
 * Each goes first as often as the other.
 * @param options.rounds pairs that count
 * @param options.warmUps pairs before them that don't
 */
export async function inTurn(
  { value, limit }: { value: Measured; limit: Measured },
  { rounds, warmUps = 1 }: { rounds: number; warmUps?: number },
): Promise<Pair> {
  const pairs: Pair[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const valueFirst = round % 2 === 0;
    const first = await (valueFirst ? value : limit)();
    const second = await (valueFirst ? limit : value)();
    if (round >= 0)
      pairs.push(valueFirst ? { value: first, limit: second } : { value: second, limit: first });
  }
  return medianPair(pairs);
}

/** Milliseconds that something takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The cost of ten times as much against ten times the cost, at the most a tenth more. */
export const LINEAR = { atMost: 1.1 } as const;
