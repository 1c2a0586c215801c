import { expect, it } from 'vitest';
import { short, signed, signedPercent } from './figures.ts';

it('a change has its sign, and a true minus', () => {
  expect([signed(3.54), signed(-0.706), signed(0), signedPercent(-1.25)]).toEqual([
    '+3.54',
    '−0.71',
    '0.00',
    '−1.25%',
  ]);
});

it('a number is as short as it is', () => {
  expect([short(5), short(-2.5), short(1000), short(1 / 3)]).toEqual(['5', '−2.5', '1,000', '0.33']);
});
