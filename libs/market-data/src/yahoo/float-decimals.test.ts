import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meantDecimal } from './float-decimals.ts';

it.each([
  [35.13999938964844, 35.14],
  [244.60000610351562, 244.6],
  [0.000012339999557298142, 0.00001234],
  [623_450.0625, 623_450.06],
  [4769.830078125, 4769.83],
])('reads %d as %d', (written, meant) => {
  expect(meantDecimal(written)).toBe(meant);
});

it('leaves what is no 32-bit float as it is', () => {
  expect(meantDecimal(35.14)).toBe(35.14);
  expect(meantDecimal(35.13999938964845)).toBe(35.13999938964845);
});

it('reads any price of seven digits back from the 32-bit float that holds it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 0, max: 6 }),
      (digits, decimals) => {
        const price = Number(`${digits}e-${decimals}`);
        expect(meantDecimal(Math.fround(price))).toBe(price);
      },
    ),
  );
});
