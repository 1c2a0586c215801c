import { Cron } from 'croner';
import { expect, it } from 'vitest';
import { CRONER_DIALECT, cronerPattern } from './eventbridge-cron.ts';

/** The next times after a Friday afternoon in New York, as UTC. */
function times(expression: string, count: number, after = '2026-11-20T20:50:00Z'): string[] {
  return new Cron(cronerPattern(expression), {
    ...CRONER_DIALECT,
    timezone: 'America/New_York',
    paused: true,
  })
    .nextRuns(count, new Date(after))
    .map((time) => time.toISOString().slice(0, 16));
}

it.each([
  // Weekdays at 16:30 in New York, which is 21:30 UTC in winter.
  ['cron(30 16 ? * MON-FRI *)', ['2026-11-20T21:30', '2026-11-23T21:30']],
  // A step from a start: every quarter of the hours 9 to 16, 16:45 being the last.
  [
    'cron(0/15 9-16 ? * MON-FRI *)',
    ['2026-11-20T21:00', '2026-11-20T21:15', '2026-11-20T21:30', '2026-11-20T21:45', '2026-11-23T14:00'],
  ],
  // A step that does not begin at zero.
  ['cron(10/20 12 ? * * *)', ['2026-11-21T17:10', '2026-11-21T17:30', '2026-11-21T17:50']],
  // Days of the week are 1 to 7 from Sunday: 2-6 is Monday to Friday, 1 Sunday.
  ['cron(0 12 ? * 2-6 *)', ['2026-11-23T17:00', '2026-11-24T17:00']],
  ['cron(0 12 ? * 1 *)', ['2026-11-22T17:00', '2026-11-29T17:00']],
  ['cron(0 12 ? * SAT,SUN *)', ['2026-11-21T17:00', '2026-11-22T17:00']],
  // The day of month, and ? for the day of week.
  ['cron(0 12 1 * ? *)', ['2026-12-01T17:00', '2027-01-01T17:00']],
  ['cron(0 12 L * ? *)', ['2026-11-30T17:00', '2026-12-31T17:00']],
  // The weekday nearest the 1st: 1 August 2027 is a Sunday.
  ['cron(0 12 1W AUG ? *)', ['2027-08-02T16:00']],
  // The last Friday, and the second Tuesday of the month; the last day of the week.
  ['cron(0 12 ? * 6L *)', ['2026-11-27T17:00', '2026-12-25T17:00']],
  ['cron(0 12 ? * 3#2 *)', ['2026-12-08T17:00']],
  ['cron(0 12 ? * L *)', ['2026-11-21T17:00', '2026-11-28T17:00']],
  // Years.
  ['cron(0 12 1 JAN ? 2028)', ['2028-01-01T17:00']],
  ['cron(0 12 1 1 ? 2027-2028)', ['2027-01-01T17:00', '2028-01-01T17:00']],
])('%s is due at %j', (expression, expected) => {
  expect(times(expression, expected.length)).toEqual(expected);
});

it('is never due when its year is over', () => {
  expect(times('cron(0 12 1 1 ? 2025)', 1)).toEqual([]);
});

it('keeps New York’s time over the change of clocks', () => {
  expect(times('cron(30 16 ? * * *)', 2, '2027-03-13T00:00:00Z')).toEqual([
    '2027-03-13T21:30',
    '2027-03-14T20:30',
  ]);
});

it.each([
  'rate(5 minutes)',
  'cron(0 12 * * *)',
  'cron(0 12 * * MON *)',
  'cron(0 12 ? * ? *)',
  'cron(? 12 1 * * *)',
])('refuses %s', (expression) => {
  expect(() => cronerPattern(expression)).toThrow(TypeError);
});
