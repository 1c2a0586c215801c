import { expect, it } from 'vitest';
import { snoozes } from './snooze-times.ts';

it('an alert is snoozed to the open of the next session, over a weekend, too', () => {
  const friday = new Date('2026-11-20T22:00:00.000Z');
  expect(snoozes.map(({ until }) => until(friday).toISOString())).toEqual([
    '2026-11-20T23:00:00.000Z',
    '2026-11-23T14:30:00.000Z',
    '2026-11-27T22:00:00.000Z',
    '2026-12-20T22:00:00.000Z',
  ]);
});
