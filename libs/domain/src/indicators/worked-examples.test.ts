import { expect, it } from 'vitest';
import { averageOfLast } from './average.ts';
import { drawdownFromHigh } from './drawdown.ts';
import { relativeStrengthIndex } from './relative-strength.ts';
import { returnOver } from './returns.ts';
import { volatilityOf } from './volatility.ts';
import { volumeRatioOf } from './volume-ratio.ts';

const columns = (...values: number[]): Float64Array => Float64Array.from(values);

it('agrees with the spreadsheet of StockCharts’ RSI page', () => {
  // chartschool.stockcharts.com, "Relative Strength Index (RSI)": QQQQ's closes of cs-rsi.xls, and its column of 14-day RSI.
  const closes = columns(
    ...[44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931],
    ...[46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521],
    ...[45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314],
  );
  const published = [
    ...[70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46],
    ...[41.87, 45.46, 37.3, 33.08, 37.77],
  ];
  expect(relativeStrengthIndex(closes.subarray(0, 14), 14)).toBeNull();
  published.forEach((rsi, day) =>
    expect(relativeStrengthIndex(closes.subarray(0, 15 + day), 14)).toBeCloseTo(rsi, 2),
  );
});

it('agrees with the volatility that Hull computes from 20 daily returns', () => {
  // J. C. Hull, "Options, Futures, and Other Derivatives", table "Computation of volatility": 0.01216 a day, 19.3% a year.
  const closes = columns(
    ...[20, 20.1, 19.9, 20, 20.5, 20.25, 20.9, 20.9, 20.9, 20.75, 20.75],
    ...[21, 21.1, 20.9, 20.9, 21.25, 21.4, 21.4, 21.25, 21.75, 22],
  );
  const yearly = volatilityOf(closes, 20);
  expect(yearly).toBeCloseTo(19.3, 1);
  expect((yearly ?? NaN) / Math.sqrt(252) / 100).toBeCloseTo(0.01216, 5);
  expect(volatilityOf(closes.subarray(1), 20)).toBeNull();
});

it('agrees with Bloomberg’s lesson on volatility, but for its 250 days a year', () => {
  // bloombergprep.com, "Volatility in lognormal distribution": 71.2% from 10.00, 9.50, 9.75, 9.25.
  const yearly = volatilityOf(columns(10, 9.5, 9.75, 9.25), 3) ?? NaN;
  expect(yearly * Math.sqrt(250 / 252)).toBeCloseTo(71.2, 0);
});

it('agrees with StockCharts’ moving averages of the prices 11 to 17', () => {
  // chartschool.stockcharts.com, "Moving Averages - Simple and Exponential": 13, 14, 15 over five days.
  const prices = columns(11, 12, 13, 14, 15, 16, 17);
  expect([5, 6, 7].map((days) => averageOfLast(prices.subarray(0, days), 5))).toEqual([13, 14, 15]);
  expect(averageOfLast(prices.subarray(0, 4), 5)).toBeNull();
});

it('puts 50 at a third below a peak of 75', () => {
  // captaincalculator.com, "Maximum drawdown": (50,000 − 75,000) ÷ 75,000 = −33.3%.
  expect(drawdownFromHigh(columns(60, 70, 50), columns(62, 75, 55), 3)).toBeCloseTo(-33.33, 2);
  // Without highs the closes count.
  expect(drawdownFromHigh(columns(60, 75, 50), columns(NaN, NaN, NaN), 3)).toBeCloseTo(-33.33, 2);
});

it('forgets a peak that is older than its sessions, and has none at a new high', () => {
  expect(drawdownFromHigh(columns(100, 50, 40), columns(100, 50, 40), 2)).toBeCloseTo(-20, 10);
  expect(drawdownFromHigh(columns(40, 50, 60), columns(41, 51, 60), 3)).toBe(0);
  expect(drawdownFromHigh(columns(40, 50), columns(41, 51), 3)).toBeNull();
});

it('does not call a close above its own high a drawdown upwards', () => {
  expect(drawdownFromHigh(columns(50, 60), columns(51, 59), 2)).toBe(0);
});

it('puts 80 at exactly a fifth below a peak of 100, and a price that stands still at its own average', () => {
  expect(drawdownFromHigh(columns(100, 80), columns(100, 85), 2)).toBe(-20);
  expect(returnOver(columns(100, 80), 1)).toBe(-20);
  expect(averageOfLast(columns(...Array.from({ length: 50 }, () => 10.1)), 50)).toBe(10.1);
  expect(volumeRatioOf(columns(0.1, 0.2, 0.3, 0.4), 3)).toBe(2);
});

it('finds three times the usual volume', () => {
  expect(volumeRatioOf(columns(100, 200, 300, 600), 3)).toBe(3);
  expect(volumeRatioOf(columns(100, 200, 300), 3)).toBeNull();
});

it('knows no volume ratio where a volume is missing, or nothing was traded', () => {
  expect(volumeRatioOf(columns(100, NaN, 300, 600), 3)).toBeNull();
  expect(volumeRatioOf(columns(100, 200, 300, NaN), 3)).toBeNull();
  expect(volumeRatioOf(columns(0, 0, 0, 600), 3)).toBeNull();
  expect(volumeRatioOf(columns(0, 0, 0, 0), 3)).toBeNull();
  expect(volumeRatioOf(columns(1, 1, 1, 0), 3)).toBe(0);
});

it('measures a return from the close so many sessions before', () => {
  expect(returnOver(columns(100, 80, 90), 2)).toBeCloseTo(-10, 10);
  expect(returnOver(columns(100, 80, 90), 1)).toBeCloseTo(12.5, 10);
  expect(returnOver(columns(100, 80, 90), 3)).toBeNull();
});

it('calls a price that only rises strong, one that only falls weak', () => {
  const rising = columns(...Array.from({ length: 20 }, (_, day) => 100 + day));
  expect(relativeStrengthIndex(rising, 14)).toBe(100);
  expect(relativeStrengthIndex(rising.toReversed(), 14)).toBe(0);
});
