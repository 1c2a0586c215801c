import type { AlertRequest, Candle } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { expect, it } from 'vitest';
import { sessionAfter } from '../market/market-calendar.ts';
import { pastFirings } from './preview.ts';

/** Sessions from 2 June 2009 on with these closes. */
function sessions(
  closes: readonly number[],
  volume: (index: number) => number | null = () => null,
): Candle[] {
  const candles: Candle[] = [];
  for (const [index, close] of closes.entries())
    candles.push(
      sampleCandle({
        date: sessionAfter(candles.at(-1)?.date ?? '2009-06-01').date,
        close,
        volume: volume(index),
      }),
    );
  return candles;
}

type Condition = Parameters<typeof pastFirings>[0];
const above = (threshold: number, parts: Partial<Condition> = {}): Condition => ({
  kind: 'price',
  direction: 'above',
  threshold,
  basePrice: null,
  cooldownMinutes: null,
  ...parts,
});
const daysOf = (condition: Condition, candles: readonly Candle[]): string[] =>
  pastFirings(condition, candles).firings.map(({ date }) => date);

it('counts each time that the close came to it from the other side', () => {
  const candles = sessions([150, 139, 140, 141, 139, 145]);
  expect(pastFirings(above(140), candles)).toEqual({
    firings: [
      { date: '2009-06-04', value: 140 },
      { date: '2009-06-09', value: 145 },
    ],
    sessions: 6,
    from: '2009-06-02',
    to: '2009-06-09',
  });
});

it('rests for its cool-down, in whole days, before it arms again', () => {
  const candles = sessions([139, 141, 139, 141, 139, 141]);
  expect(daysOf(above(140), candles)).toEqual(['2009-06-03', '2009-06-05', '2009-06-09']);
  expect(daysOf(above(140, { cooldownMinutes: 1440 }), candles)).toHaveLength(3);
  expect(daysOf(above(140, { cooldownMinutes: 3 * 1440 }), candles)).toEqual(['2009-06-03', '2009-06-09']);
});

it('counts each day that falls so far, the first and one after another, but for its rest', () => {
  const falls: Partial<Condition> = { kind: 'change-percent', direction: 'below' };
  const candles = sessions([100, 94, 90, 89.9, 85, 80]);
  expect(daysOf(above(-4, falls), candles)).toHaveLength(4);
  expect(daysOf(above(-4, { ...falls, cooldownMinutes: 2 * 1440 }), candles)).toHaveLength(2);
  // No change at all would meet it: it has to be seen false.
  expect(daysOf(above(0.5, falls), candles)).toEqual([]);
});

it('looks at the last year alone, with what its values need before it', () => {
  const closes = Array.from({ length: 504 }, (_, index) => (index % 100 === 99 ? 70 : 100));
  const { sessions: count, firings } = pastFirings(
    above(-25, { kind: 'drawdown', direction: 'below' }),
    sessions(closes),
  );
  expect(count).toBe(252);
  expect(firings.map(({ value }) => value.toFixed(2))).toEqual(['-30.00', '-30.00', '-30.00']);
});

it.each<[AlertRequest['kind'], Partial<Condition>, number[]]>([
  ['change-percent', { threshold: 4 }, [100, 100, 105, 105, 111]],
  ['base-percent', { threshold: 10, basePrice: 100 }, [109, 110, 100, 115]],
])('fires %s', (kind, parts, closes) => {
  expect(daysOf(above(0, { kind, ...parts }), sessions(closes))).toHaveLength(2);
});

it('has no value where history is too short, and says how many sessions had one', () => {
  const short = sessions(Array.from({ length: 210 }, (_, index) => 100 + index));
  expect(pastFirings(above(0, { kind: 'average-cross' }), short)).toMatchObject({
    sessions: 11,
    firings: [],
  });
  expect(pastFirings(above(2, { kind: 'volume-ratio' }), short)).toEqual({
    firings: [],
    sessions: 0,
    from: null,
    to: null,
  });
});

it('finds the day of a golden cross, and of a volume above its mean', () => {
  const falling = Array.from({ length: 250 }, (_, index) => 300 - index);
  const rising = Array.from({ length: 150 }, (_, index) => 50 + 2 * index);
  const candles = sessions([...falling, ...rising], (index) => (index === 390 ? 5000 : 1000));
  expect(daysOf(above(0, { kind: 'average-cross' }), candles)).toHaveLength(1);
  expect(daysOf(above(3, { kind: 'volume-ratio' }), candles)).toEqual([candles[390]?.date]);
});
