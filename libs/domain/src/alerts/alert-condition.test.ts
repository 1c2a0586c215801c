import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isMet, levelOf } from './alert-condition.ts';

const price = { kind: 'price', direction: 'above', threshold: 140, basePrice: null } as const;

it('is met at its threshold, from both sides', () => {
  expect([139.99, 140, 140.01].map((value) => isMet(price, value))).toEqual([false, true, true]);
  const below = { ...price, direction: 'below' } as const;
  expect([139.99, 140, 140.01].map((value) => isMet(below, value))).toEqual([true, true, false]);
});

it('takes a percentage of a base price as the price that it is', () => {
  expect(levelOf({ kind: 'base-percent', threshold: 10, basePrice: 100 })).toBe(110);
  expect(levelOf({ kind: 'base-percent', threshold: -5, basePrice: 139.35 })).toBe(132.3825);
});

it('is met on one side of a base price as its percentage says', () => {
  const cents = fc.integer({ min: 100, max: 1_000_000 }).map((count) => count / 100);
  fc.assert(
    fc.property(cents, cents, fc.integer({ min: -99, max: 500 }), (basePrice, seen, threshold) => {
      const distance = (seen / basePrice - 1) * 100;
      fc.pre(Math.abs(distance - threshold) > 1e-6);
      expect(isMet({ kind: 'base-percent', direction: 'above', threshold, basePrice }, seen)).toBe(
        distance > threshold,
      );
    }),
  );
});
