/** The vector scaled to length 1, so that nearness doesn't depend on how long the text is. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length ? vector.map((value) => value / length) : [...vector];
}
