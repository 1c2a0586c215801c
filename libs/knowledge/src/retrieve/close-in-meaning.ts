import type { FoundPage } from '../index/indexed-document.ts';

/** A search by vector always finds its nearest pages, near or not: those count that stand out from the rest of what it found. */
const leastSimilarity = 0.3;
const deviations = 1.5;
const most = 3;

/** Of pages found by vector, those that are closer in meaning to the question than their being the nearest of all explains. */
export function closeInMeaning(found: readonly FoundPage[]): FoundPage[] {
  const near = found.flatMap((page) =>
    page.similarity === undefined ? [] : [{ page, similarity: page.similarity }],
  );
  if (!near.length) return [];
  const mean = near.reduce((sum, { similarity }) => sum + similarity, 0) / near.length;
  const deviation = Math.sqrt(
    near.reduce((sum, { similarity }) => sum + (similarity - mean) ** 2, 0) / near.length,
  );
  const least = near.length < 3 ? leastSimilarity : Math.max(leastSimilarity, mean + deviations * deviation);
  return near
    .filter(({ similarity }) => similarity >= least)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, most)
    .map(({ page }) => page);
}
