import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPeriod } from './period.ts';

/** A Friday. */
const today = '2026-11-20';

it.each([
  ['AAPL this year', { label: 'this year', from: '2025-12-31' }],
  ['AAPL ytd', { label: 'this year', from: '2025-12-31' }],
  ['AAPL since the start of the year', { label: 'this year', from: '2025-12-31' }],
  ['AAPL this month', { label: 'this month', from: '2026-10-31' }],
  ['AAPL this week', { label: 'this week', from: '2026-11-15' }],
  ['AAPL this quarter', { label: 'this quarter', from: '2026-09-30' }],
  ['AAPL last month', { label: 'last month', from: '2026-09-30', to: '2026-10-31' }],
  ['AAPL last year', { label: 'last year', from: '2024-12-31', to: '2025-12-31' }],
  ['AAPL last week', { label: 'last week', from: '2026-11-08', to: '2026-11-15' }],
  ['AAPL last quarter', { label: 'last quarter', from: '2026-06-30', to: '2026-09-30' }],
  ['AAPL over the last month', { label: 'the past month', from: '2026-10-20' }],
  ['AAPL over the past 3 months', { label: 'the past 3 months', from: '2026-08-20' }],
  ['AAPL for the last two weeks', { label: 'the past 2 weeks', from: '2026-11-06' }],
  ['AAPL past year', { label: 'the past year', from: '2025-11-20' }],
  ['AAPL 5 year chart', { label: 'the past 5 years', from: '2021-11-20' }],
  ['AAPL 6mo', { label: 'the past 6 months', from: '2026-05-20' }],
  ['AAPL 52-week low', { label: 'the past 52 weeks', from: '2025-11-21' }],
  ['AAPL last 10 trading days', { label: 'the past 10 trading days', from: '2026-11-06' }],
  ['AAPL since March', { label: 'since March', from: '2026-02-28' }],
  ['AAPL since December', { label: 'since December', from: '2025-11-30' }],
  ['AAPL since 2024', { label: 'since 2024', from: '2023-12-31' }],
  ['AAPL since March 2024', { label: 'since March 2024', from: '2024-02-29' }],
  ['AAPL since 2024-03-01', { label: 'since 2024-03-01', from: '2024-03-01', holdsStart: true }],
  ['AAPL since March 1, 2024', { label: 'since March 1, 2024', from: '2024-03-01', holdsStart: true }],
  ['AAPL since 1 Mar 2024', { label: 'since 1 Mar 2024', from: '2024-03-01', holdsStart: true }],
  ['AAPL since Monday', { label: 'since Monday', from: '2026-11-16', holdsStart: true }],
  ['AAPL since Friday', { label: 'since Friday', from: '2026-11-13', holdsStart: true }],
  ['AAPL since last month', { label: 'since last month', from: '2026-09-30' }],
  ['AAPL on March 3', { label: 'on March 3', from: '2026-03-02', to: '2026-03-03' }],
  ['AAPL on Sunday', { label: 'on Sunday', from: '2026-11-12', to: '2026-11-13' }],
  ['AAPL yesterday', { label: 'yesterday', from: '2026-11-18', to: '2026-11-19' }],
  ['AAPL in 2025', { label: 'in 2025', from: '2024-12-31', to: '2025-12-31' }],
  ['AAPL in March', { label: 'in March', from: '2026-02-28', to: '2026-03-31' }],
  ['AAPL in November', { label: 'in November', from: '2026-10-31' }],
  [
    'AAPL from January to March 2026',
    { label: 'from January to March 2026', from: '2026-01-01', holdsStart: true, to: '2026-03-31' },
  ],
])('reads the period of “%s”', (text, period) => {
  const reading = readPeriod(text, today);
  expect(reading.period).toEqual(period);
  expect(reading.rest.split(' ')[0]).toBe('AAPL');
});

it.each(['price of AAPL', 'AAPL below 200', 'since forever', 'AAPL since 31 April 2024x', 'the last straw'])(
  'finds no period in “%s”',
  (text) => {
    expect(readPeriod(text, today)).toEqual({ period: undefined, rest: text });
  },
);

it('never starts a period after today, nor ends one before it starts', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2001-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }),
      fc.constantFrom('this', 'last', 'the past', 'since last', 'since this', 'the last 7'),
      fc.constantFrom('week', 'month', 'quarter', 'year'),
      (date, which, unit) => {
        const day = date.toISOString().slice(0, 10);
        const { period } = readPeriod(`AAPL ${which} ${unit}`, day);
        if (!period) throw new Error('not read');
        expect(period.from < day).toBe(true);
        expect(period.to === undefined || (period.from < period.to && period.to < day)).toBe(true);
      },
    ),
  );
});
