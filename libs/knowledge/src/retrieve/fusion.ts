/** The usual constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). */
const k = 60;

/** Fuses rankings of keys into one: each adds 1/(60 + rank). Scaled so that first in every ranking is 1. */
export function fuseRankings(rankings: readonly (readonly string[])[]): Map<string, number> {
  const fused = new Map<string, number>();
  const filled = rankings.filter((ranking) => ranking.length);
  for (const ranking of filled)
    ranking.forEach((key, index) => fused.set(key, (fused.get(key) ?? 0) + (k + 1) / (k + 1 + index)));
  for (const [key, score] of fused) fused.set(key, score / filled.length);
  return fused;
}
