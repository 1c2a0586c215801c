import type { ListedScreenRow } from '@marketscope/contracts';
import { sampleScreenRow } from '@marketscope/contracts/fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf } from './matcher.ts';
import { parseFilter } from './parse-filter.ts';

const row: ListedScreenRow = {
  ...sampleScreenRow({
    close: 150,
    volume: 60_000_000,
    changePercent: -2.5,
    return5: -4,
    return21: -11,
    drawdownPercent: -25,
    average50: 160,
    average200: 145,
    volatility20: 31,
    volumeRatio: 2.2,
    rsi14: 28.4,
  }),
  newEntrant: true,
};

it.each([
  ['drawdown < -20% and volume ratio > 2', true],
  ['drawdown < -25%', false],
  ['drawdown <= -25%', true],
  ['drawdown > -30%', true],
  ['drawdown >= -25%', true],
  ['above 200-day average and below 50-day average', true],
  ['50-day average < 200-day average', false],
  ['rsi > 70 or rsi < 30', true],
  ['not rsi < 30', false],
  ['new entrant', true],
  ['not new entrant', false],
  ['volume > 50m and (change > 0 or return 5 < -3%)', true],
])('%s: %s', (text, answer) => expect(matcherOf(parseFilter(text))(row)).toBe(answer));

describe('a value that is not known', () => {
  it.each([
    ['1y return > 0', false],
    ['1y return <= 0', false],
    ['not 1y return > 0', false],
    ['not not 1y return > 0', false],
    ['rsi < 30 and 1y return > 0', false],
    ['not (rsi > 30 and 1y return > 0)', true],
    ['rsi < 30 or 1y return > 0', true],
    ['rsi > 30 or 1y return > 0', false],
    ['not (rsi > 30 or 1y return > 0)', false],
  ])('%s: %s', (text, answer) => expect(matcherOf(parseFilter(text))(row)).toBe(answer));
});

it('keeps to the laws of logic, for what is known', () => {
  const value = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(value, value, value, value, (rsi14, volatility20, one, other) => {
      const of = { ...row, rsi14, volatility20 };
      const [a, b] = [`rsi < ${one}`, `volatility > ${other}`];
      const says = (text: string): boolean => matcherOf(parseFilter(text))(of);
      expect(says(a)).toBe(rsi14 < one);
      expect(says(`${a} and ${b}`)).toBe(says(a) && says(b));
      expect(says(`${a} or ${b}`)).toBe(says(a) || says(b));
      expect(says(`not (${a} and ${b})`)).toBe(says(`not ${a} or not ${b}`));
      expect(says(`not (${a} or ${b})`)).toBe(says(`not ${a} and not ${b}`));
    }),
  );
});
