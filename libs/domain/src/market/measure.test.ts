import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measured, moveSince, percentChange } from './measure.ts';

it('has a fall of a fifth be −20 %, and not a little less', () => {
  expect((80 / 100 - 1) * 100).not.toBe(-20);
  expect(percentChange(100, 80)).toBe(-20);
  expect(percentChange(100, 110)).toBe(10);
});

it('gives every percentage of whole hundredths exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9999, max: 100_000 }),
      fc.integer({ min: 1, max: 1000 }),
      (hundredths, price) => {
        expect(percentChange(price, price * (1 + hundredths / 10_000))).toBe(hundredths / 100);
      },
    ),
  );
});

it('knows no zero below zero', () => {
  expect(measured(-0.00001)).toBe(0);
  expect(percentChange(100, 99.999999)).toBe(0);
});

it('gives a move in money without what subtraction adds to it', () => {
  expect(moveSince(245.88, 244.87)).toEqual({ previousClose: 245.88, change: -1.01, changePercent: -0.4108 });
  expect(moveSince(0.0000123, 0.0000124)).toMatchObject({ change: 0.0000001 });
  expect(moveSince(null, 10)).toEqual({ previousClose: null, change: null, changePercent: null });
});
