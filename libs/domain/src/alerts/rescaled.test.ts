import { expect, it } from 'vitest';
import { sampleStoredAlert } from '../fixtures/index.ts';
import { rescaled } from './rescaled.ts';

const split = { date: '2009-06-03', ratio: 10 };

it('takes a price to wait for into prices of the new shares, once', () => {
  const once = rescaled(sampleStoredAlert(), split);
  expect(once).toMatchObject({ threshold: 14, state: 'armed', pricesOf: '2009-06-03' });
  expect(rescaled(once, split)).toBe(once);
});

it('takes a base price, and leaves the percentage', () => {
  const alert = sampleStoredAlert({ kind: 'base-percent', threshold: 12, basePrice: 100 });
  expect(rescaled(alert, { ...split, ratio: 3 })).toMatchObject({ threshold: 12, basePrice: 33.3333333333 });
});

it('multiplies where shares were put together', () => {
  expect(rescaled(sampleStoredAlert(), { ...split, ratio: 0.1 }).threshold).toBe(1400);
});

it('takes one split after another', () => {
  const twice = rescaled(rescaled(sampleStoredAlert(), split), { date: '2009-06-10', ratio: 2 });
  expect(twice).toMatchObject({ threshold: 7, pricesOf: '2009-06-10' });
});

it.each([
  ['that was set in new prices', sampleStoredAlert({ pricesOf: '2009-06-03' })],
  ['without money', sampleStoredAlert({ kind: 'drawdown', direction: 'below', threshold: -20 })],
])('leaves an alert %s', (_, alert) => {
  expect(rescaled(alert, split)).toBe(alert);
});
