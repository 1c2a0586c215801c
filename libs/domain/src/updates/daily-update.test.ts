import { expect, it } from 'vitest';
import { lastDailyUpdateDue } from './daily-update.ts';

it.each([
  ['just after midnight UTC of a weekday', '2026-11-21T00:05:00Z', '2026-11-20T21:30:00.000Z'],
  ['the same in summer, when New York is an hour nearer', '2026-07-15T00:05:00Z', '2026-07-14T20:30:00.000Z'],
  ['at the very minute', '2026-11-20T21:30:00Z', '2026-11-20T21:30:00.000Z'],
  ['before it is due', '2026-11-20T21:29:59Z', '2026-11-19T21:30:00.000Z'],
  ['at the weekend', '2026-11-22T12:00:00Z', '2026-11-20T21:30:00.000Z'],
  [
    'on Monday before the close, the clocks having changed',
    '2026-11-02T15:00:00Z',
    '2026-10-30T20:30:00.000Z',
  ],
  ['in the evening of Thanksgiving', '2026-11-27T00:05:00Z', '2026-11-25T21:30:00.000Z'],
  ['after an early close', '2026-11-28T00:05:00Z', '2026-11-27T21:30:00.000Z'],
])('finds the daily update that was due last %s', (_, instant, due) => {
  expect(lastDailyUpdateDue(new Date(instant)).toISOString()).toBe(due);
});
