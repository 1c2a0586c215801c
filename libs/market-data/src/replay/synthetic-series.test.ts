import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seriesBySymbol } from './series.ts';
import { syntheticCompanies } from './synthetic-companies.ts';
import { syntheticCandles } from './synthetic-series.ts';

const index = seriesBySymbol.get('^GSPC')?.candles() ?? [];

it('is the same series on every machine', () => {
  const closeOf = (symbol: string, day: string) =>
    seriesBySymbol
      .get(symbol)
      ?.candles()
      .find(({ date }) => date === day)?.close;
  expect([
    closeOf('MSFT', '2009-06-01'),
    closeOf('MSFT', '2012-05-01'),
    closeOf('JPM', '2009-06-01'),
  ]).toEqual([26.8, 32.03, 56.67]);
});

describe.each(syntheticCompanies)('$symbol', (company) => {
  const candles = syntheticCandles(company, index);

  it('has a session on each day of the index', () => {
    expect(candles.map(({ date }) => date)).toEqual(index.map(({ date }) => date));
  });

  it('has falls worth screening for, and moves that a share makes', () => {
    let peak = 0;
    let deepest = 0;
    let largest = 0;
    candles.forEach(({ close }, day) => {
      peak = Math.max(peak, close);
      deepest = Math.min(deepest, close / peak - 1);
      largest = Math.max(largest, Math.abs(close / (candles[day - 1]?.close ?? close) - 1));
    });
    expect(deepest).toBeLessThan(-0.15);
    expect(largest).toBeGreaterThan(0.03);
    expect(largest).toBeLessThan(0.5);
  });
});

it('always opens and closes between its low and its high, at prices above nothing', () => {
  const company = fc.record({
    symbol: fc.string({ minLength: 1, maxLength: 8 }),
    name: fc.constant('Any'),
    exchange: fc.constant('NYSE' as const),
    price: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
    beta: fc.double({ min: -1, max: 3, noNaN: true }),
    volatility: fc.double({ min: 0, max: 2, noNaN: true }),
    growth: fc.double({ min: -1, max: 1, noNaN: true }),
    volume: fc.integer({ min: 0, max: 1e9 }),
  });
  fc.assert(
    fc.property(company, (any) => {
      for (const { open, high, low, close, volume } of syntheticCandles(any, index.slice(0, 300))) {
        const prices = [open ?? NaN, close];
        expect(low).toBeGreaterThan(0);
        expect(Math.min(...prices)).toBeGreaterThanOrEqual(low ?? NaN);
        expect(Math.max(...prices)).toBeLessThanOrEqual(high ?? NaN);
        expect(volume).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 20 },
  );
});
