import { alertDirection, alertKind, conditionFaults, directionsOf } from '@marketscope/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountTyped, thresholdText, thresholdTyped } from './threshold.ts';

describe('a typed threshold', () => {
  it.each(['', '-5', 'twenty', '1,5', '1.5.2', '1e3', '0x10', 'Infinity', '5%'])(
    'of a price is nothing for “%s”',
    (text) => {
      expect(thresholdTyped(text, { kind: 'price', direction: 'below' })).toBeNaN();
    },
  );

  it.each([
    ['$1,234.50', 1234.5],
    [' 99.50 ', 99.5],
  ])('of a price takes “%s” for %d', (text, price) => {
    expect(thresholdTyped(text, { kind: 'price', direction: 'below' })).toBe(price);
  });

  it.each([
    ['5', 'below', -5],
    ['5', 'above', 5],
    ['5 %', 'below', -5],
    ['-5', 'below', -5],
    ['−5%', 'below', -5],
    ['+2', 'below', 2],
    ['-2', 'above', -2],
    ['0', 'below', 0],
  ] as const)('in percent takes “%s” %s for %d', (text, direction, threshold) => {
    expect(thresholdTyped(text, { kind: 'change-percent', direction })).toBe(threshold);
  });

  it.each(['', '%', '--5', 'five', '5%%'])('in percent is nothing for “%s”', (text) => {
    expect(thresholdTyped(text, { kind: 'change-percent', direction: 'above' })).toBeNaN();
  });

  it.each(['2', '2x', '2 ×', '2.0'])('of a volume takes “%s” for 2', (text) => {
    expect(thresholdTyped(text, { kind: 'volume-ratio', direction: 'above' })).toBe(2);
  });

  it('reads any amount as it would be written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
        const written = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
        expect(amountTyped(written)).toBe(cents / 100);
      }),
    );
  });

  it('is the same again when it is written for its owner to change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...alertKind.options),
        fc.constantFrom(...alertDirection.options),
        fc.integer({ min: -99_99, max: 1000_00 }),
        (kind, direction, hundredths) => {
          const alert = { kind, direction, threshold: hundredths / 100 };
          fc.pre(directionsOf(kind).includes(direction) && conditionFaults(alert).length === 0);
          expect(thresholdTyped(thresholdText(alert), alert)).toBe(alert.threshold);
        },
      ),
    );
  });
});
