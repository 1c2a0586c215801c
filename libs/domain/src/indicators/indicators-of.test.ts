import { indicators, type Candle, type Indicators } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import fc from 'fast-check';
import { RSI, SMA } from 'trading-signals';
import { expect, it } from 'vitest';
import { indicatorsOf } from './indicators-of.ts';

/** All but prices are given to four decimals. */
const ROUNDED_BY = 0.000051;

/** The definitions written down as plainly as they can be, without a thought for speed. */
function plainly(candles: readonly Candle[]): Indicators {
  const closes = candles.map(({ close }) => close);
  const volumes = candles.map(({ volume }) => volume);
  const last = closes.length - 1;
  const at = (back: number): number => closes[last - back] ?? NaN;
  const has = (sessions: number): boolean => closes.length >= sessions;
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  const percent = (to: number, from: number): number => ((to - from) / from) * 100;

  const peak = Math.max(...candles.slice(-252).map(({ close, high }) => Math.max(close, high ?? close)));
  const logReturns = closes.slice(1).map((close, index) => Math.log(close) - Math.log(closes[index] ?? NaN));
  const recent = logReturns.slice(-20);
  const mean = sum(recent) / 20;
  const usual = volumes.slice(-21, -1);

  let [gain, loss] = [0, 0];
  closes.slice(1).forEach((close, index) => {
    const change = close - (closes[index] ?? NaN);
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    if (index < 14) [gain, loss] = [gain + up / 14, loss + down / 14];
    else [gain, loss] = [(gain * 13 + up) / 14, (loss * 13 + down) / 14];
  });

  return {
    date: candles[last]?.date ?? '',
    close: at(0),
    changePercent: has(2) ? percent(at(0), at(1)) : null,
    return5: has(6) ? percent(at(0), at(5)) : null,
    return21: has(22) ? percent(at(0), at(21)) : null,
    return252: has(253) ? percent(at(0), at(252)) : null,
    drawdownPercent: has(252) ? percent(at(0), peak) : null,
    average50: has(50) ? sum(closes.slice(-50)) / 50 : null,
    average200: has(200) ? sum(closes.slice(-200)) / 200 : null,
    volatility20: has(21)
      ? Math.sqrt(sum(recent.map((each) => (each - mean) ** 2)) / 19) * Math.sqrt(252) * 100
      : null,
    volumeRatio:
      has(21) && [...usual, volumes[last]].every((volume) => volume !== null) && usual.some(Boolean)
        ? (volumes[last] ?? NaN) / (sum(usual.map(Number)) / 20)
        : null,
    rsi14: has(15) ? (loss === 0 ? 100 : 100 - 100 / (1 + gain / loss)) : null,
  };
}

const price = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100);

/** Up to 260 sessions, of short histories and long ones alike, some without highs or volumes. */
const histories = fc
  .oneof(fc.constant(260), fc.integer({ min: 1, max: 260 }))
  .chain((length) =>
    fc.array(
      fc.record({
        close: price,
        above: fc.option(fc.double({ min: 0, max: 0.2, noNaN: true }), { freq: 20 }),
        volume: fc.option(fc.nat(10_000_000), { freq: 300 }),
      }),
      { minLength: length, maxLength: length },
    ),
  )
  .map((sessions) =>
    sessions.map(({ close, above, volume }, day) =>
      sampleCandle({
        date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        high: above === null ? null : close * (1 + above),
        close,
        volume,
      }),
    ),
  );

it('gives what the plain definitions give, for any history', () => {
  fc.assert(
    fc.property(histories, (candles) => {
      const found = indicatorsOf(candles);
      const expected = plainly(candles);
      expect(found && Object.keys(found)).toEqual(Object.keys(expected));
      for (const [name, value] of Object.entries(expected)) {
        const seen = found?.[name as keyof Indicators];
        if (typeof value !== 'number') expect(seen, name).toBe(value);
        else expect(Math.abs(Number(seen) - value), name).toBeLessThan(ROUNDED_BY + 1e-7 * Math.abs(value));
      }
    }),
  );
});

it('gives the averages and the RSI that trading-signals gives', () => {
  fc.assert(
    fc.property(histories, (candles) => {
      const closes = candles.map(({ close }) => close);
      const [rsi, average50, average200] = [new RSI(14), new SMA(50), new SMA(200)];
      for (const indicator of [rsi, average50, average200]) indicator.updates(closes);
      const found = indicatorsOf(candles);
      for (const [seen, theirs, decimals] of [
        [found?.rsi14, rsi.getResult(), 3],
        [found?.average50, average50.getResult(), 6],
        [found?.average200, average200.getResult(), 6],
      ] as const)
        if (theirs === null) expect(seen).toBeNull();
        else expect(seen).toBeCloseTo(theirs, decimals);
    }),
  );
});

it('gives what the contract allows, for any history', () => {
  fc.assert(
    fc.property(histories, (candles) => {
      expect(indicators.safeParse(indicatorsOf(candles)).error).toBeUndefined();
    }),
  );
});

it('does not change with the unit of the price', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(2, 4, 0.5), (candles, factor) => {
      const scaled = candles.map((candle) => ({
        ...candle,
        close: candle.close * factor,
        high: candle.high === null ? null : candle.high * factor,
      }));
      const { close: _, average50: __, average200: ___, ...ratios } = indicatorsOf(candles) ?? {};
      expect(indicatorsOf(scaled)).toMatchObject(ratios);
    }),
  );
});

it('shows nothing of no candles', () => {
  expect(indicatorsOf([])).toBeNull();
});
