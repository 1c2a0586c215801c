import { expect, it } from 'vitest';
import { priceWords } from './price-words.ts';

it.each([
  ['AAPL', 1139.35, 'USD', '$1,139.35'],
  ['SAP.DE', 100, 'EUR', '€100.00'],
  ['PENNY', 0.01234, 'USD', '$0.0123'],
  ['^GSPC', 6789.5, 'USD', '6,789.50'],
  ['AAPL', 140, null, '140.00'],
])('says %s at %d %s as %s', (symbol, price, currency, words) => {
  expect(priceWords(symbol, price, currency)).toBe(words);
});
