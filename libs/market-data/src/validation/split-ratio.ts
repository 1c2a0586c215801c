/**
 * Usual splits, new shares per old: forward ones, and reverse ones, by which shares are put together. Large ones are rare, but
 * happen (Apple's 7 for 1, Chipotle's 50 for 1, reverse ones of 1 for 8 to 1 for 50), and moves of their size hardly do.
 */
const FORWARD = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100];
const USUAL = [...FORWARD, ...FORWARD.map((ratio) => 1 / ratio)];

/** How far the price may have moved overnight beside the split. */
const PRICE_TOLERANCE = 0.06;

/** How far two figures of the same close may lie apart: a last trade and the official close. */
const CLOSE_TOLERANCE = 0.04;

/** The usual split that a jump from one price to another looks like; undefined for a move that needs no such explanation. */
export function splitLike(before: number, after: number): number | undefined {
  return nearest(before / after, USUAL, PRICE_TOLERANCE);
}

/**
 * What a provider's own figure of a past close says of a split since: 1 when it is the close as we know it, the split's ratio
 * when it was divided by it, undefined when it is neither.
 */
export function splitBetween(knownClose: number, theirClose: number): number | undefined {
  return nearest(knownClose / theirClose, [1, ...USUAL], CLOSE_TOLERANCE);
}

function nearest(quotient: number, ratios: readonly number[], tolerance: number): number | undefined {
  return ratios.find((ratio) => Math.abs(quotient / ratio - 1) <= tolerance);
}
