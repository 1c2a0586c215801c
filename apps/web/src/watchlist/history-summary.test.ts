import type { Candle } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { describe, expect, it } from 'vitest';
import { summarize } from './history-summary.ts';

const candle = (date: string, close: number): Candle => sampleCandle({ date, close });

describe('a span of sessions', () => {
  it('is summed up by its ends, its extremes and its change', () => {
    const sessions = [candle('2009-05-28', 100), candle('2009-05-29', 80), candle('2009-06-01', 125)];
    expect(summarize(sessions)).toMatchObject({
      from: { date: '2009-05-28' },
      to: { date: '2009-06-01' },
      lowest: { date: '2009-05-29' },
      highest: { date: '2009-06-01' },
      changePercent: 25,
    });
  });

  it('of one session tells of no change', () => {
    expect(summarize([candle('2009-06-01', 125)])).toBeUndefined();
  });
});
