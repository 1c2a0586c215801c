import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitBetween, splitLike } from './split-ratio.ts';

it.each([
  ['Apple, 9 June 2014', 645.57, 93.7, 7],
  ['Chipotle, 26 June 2024', 3283.04, 65.83, 50],
  ['shares put together 8 for 1', 13.25, 104, 1 / 8],
  ['shares put together 25 for 1', 0.62, 15.1, 1 / 25],
])('knows the split of %s', (_, before, after, ratio) => {
  expect(splitLike(before, after)).toBe(ratio);
});

it.each([
  [100, 75],
  [100, 130],
  [100, 40],
  [100, 260],
])('takes a move from %d to %d for one', (before, after) => {
  expect(splitLike(before, after)).toBeUndefined();
});

it('takes no split for another, whatever the price did overnight', () => {
  const ratios = fc.constantFrom(1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100);
  fc.assert(
    fc.property(
      ratios,
      fc.boolean(),
      fc.double({ min: -0.055, max: 0.055, noNaN: true }),
      (forward, isReverse, move) => {
        const ratio = isReverse ? 1 / forward : forward;
        expect(splitLike(100 * ratio, 100 * (1 - move))).toBe(ratio);
        expect(splitBetween(100 * ratio, 100)).toBe(ratio);
      },
    ),
  );
});
