import type { Candle } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { expect, it } from 'vitest';
import { performanceOf } from './performance.ts';

function session(date: string, close: number, adjClose: number | null = null): Candle {
  return sampleCandle({ date, close, adjClose });
}
const sessions = [
  session('2025-12-30', 90),
  session('2025-12-31', 100),
  session('2026-01-02', 80),
  session('2026-02-02', 130),
  session('2026-03-02', 120),
];

it('measures a year to date from the last close of the year before', () => {
  expect(performanceOf(sessions, { from: '2026-01-01' })).toMatchObject({
    start: { date: '2025-12-31', close: 100 },
    end: { date: '2026-03-02', close: 120 },
    change: 20,
    changePercent: 20,
    highest: { date: '2026-02-02', close: 130 },
    lowest: { date: '2026-01-02', close: 80 },
    fromHighestPercent: expect.closeTo(-7.6923, 4),
    fromLowestPercent: 50,
    averageClose: 110,
    sessions: 4,
  });
});

it('counts the close that it is measured from neither as highest nor as lowest', () => {
  const falling = [session('2025-12-31', 100), session('2026-01-02', 90), session('2026-01-05', 80)];
  expect(performanceOf(falling, { from: '2025-12-31' })?.highest).toEqual({ date: '2026-01-02', close: 90 });
  expect(performanceOf(falling, { from: '2026-01-04' })).toMatchObject({
    start: { date: '2026-01-02' },
    highest: { date: '2026-01-05' },
    lowest: { date: '2026-01-05' },
  });
});

it('counts the first close where nothing before it is known or asked for', () => {
  const falling = [session('2025-12-31', 100), session('2026-01-02', 90)];
  expect(performanceOf(falling, { from: '2020-01-01' })?.highest.date).toBe('2025-12-31');
  expect(performanceOf(falling)?.highest.date).toBe('2025-12-31');
});

it('ends on the last session of the span', () => {
  expect(performanceOf(sessions, { from: '2025-12-31', to: '2026-01-31' })).toMatchObject({
    end: { date: '2026-01-02', close: 80 },
    changePercent: -20,
  });
});

it('measures from the first session where the candles start later than the span', () => {
  expect(performanceOf(sessions, { from: '2020-01-01' })?.start.date).toBe('2025-12-30');
});

it('adds dividends where both ends have an adjusted close', () => {
  const adjusted = [session('2026-01-02', 100, 95), session('2026-02-02', 100, 100)];
  expect(performanceOf(adjusted)?.totalReturnPercent).toBeCloseTo(5.263, 3);
  expect(performanceOf([session('2026-01-02', 100), ...adjusted])?.totalReturnPercent).toBeNull();
});

it('measures nothing in a span with fewer than two sessions', () => {
  expect(performanceOf(sessions, { from: '2026-03-02' })).toBeUndefined();
  expect(performanceOf(sessions, { to: '2020-01-01' })).toBeUndefined();
  expect(performanceOf([])).toBeUndefined();
});
