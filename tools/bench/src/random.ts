/** Numbers from 0 up to 1 that look random, the same ones each time: a linear congruential generator with the factors of Numerical Recipes. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** One of several, each as likely. */
export function oneOf<T>(all: readonly T[], random: () => number): T {
  const chosen = all[Math.floor(random() * all.length)];
  if (chosen === undefined) throw new RangeError('there is nothing to choose from');
  return chosen;
}
