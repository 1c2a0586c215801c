import { describe, expect, it } from 'vitest';
import { money, signed, signedPercent } from './money.ts';

describe('money', () => {
  it.each([
    [139.35, 'USD', '$139.35'],
    [1234567, 'USD', '$1,234,567.00'],
    [0.0123, 'USD', '$0.0123'],
    [12.5, 'EUR', '€12.50'],
  ])('%d %s is %s', (amount, currency, text) => {
    expect(money(amount, currency)).toBe(text);
  });

  it('of a change has its sign, and a true minus', () => {
    expect([signed(3.54), signed(-0.706), signed(0), signedPercent(-1.25)]).toEqual([
      '+3.54',
      '−0.71',
      '0.00',
      '−1.25%',
    ]);
  });
});
