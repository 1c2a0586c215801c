import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findAmounts } from './amount.ts';

/** Prices from a tenth of a cent to a billion, as a person could write them. */
const price = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, thousandths]) => `${whole}.${String(thousandths).padStart(3, '0')}`);

const values = (text: string): number[] => findAmounts(text).map(({ value }) => value);

it('reads any price back, whatever its sign, separators and surroundings', () => {
  fc.assert(
    fc.property(
      price,
      fc.constantFrom('', '$', 'US$', '€', 'USD ', '£ '),
      fc.constantFrom('', ' dollars', ' USD', '€', ' bucks'),
      fc.boolean(),
      fc.constantFrom('below ', 'at or above ', 'hits ', ''),
      fc.constantFrom('', '.', '!', ', please', ' today'),
      (written, before, after, grouped, left, right) => {
        const [whole = '', fraction = ''] = written.split('.');
        const number = `${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole}.${fraction}`;
        expect(values(`${left}${before}${number}${after}${right}`)).toEqual([Number(written)]);
      },
    ),
  );
});

it('reads thousands and millions exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), (thousandths) => {
      const written = (thousandths / 1000).toFixed(3);
      expect(values(`${written}k`)).toEqual([thousandths]);
      expect(values(`${written} million`)).toEqual([thousandths * 1000]);
    }),
  );
});

it('tells percent from money', () => {
  expect(findAmounts('drops 5% or 5 percent, or to 5')).toMatchObject([
    { value: 5, unit: 'percent' },
    { value: 5, unit: 'percent' },
    { value: 5, unit: 'money' },
  ]);
});

it('tells where a number stands', () => {
  const text = 'below $1,234.50 now';
  const [amount] = findAmounts(text);
  expect(amount && text.slice(amount.start, amount.end)).toBe('$1,234.50');
});

it.each(['1,50', '12,34', '1.2.3', '-200', '- 200', '200x', 'Q2', '1,2345', '0x10', 'BRK-5', '2024-03-01'])(
  'reads no number by halves in %s',
  (text) => {
    expect(values(text)).toEqual([]);
  },
);
