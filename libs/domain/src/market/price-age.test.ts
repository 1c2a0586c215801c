import { expect, it } from 'vitest';
import { isStale } from './market-calendar.ts';
import { priceAge } from './price-age.ts';

it.each([
  ['the close, in the evening', '2026-11-20T21:00:00Z', '2026-11-20T23:00:00Z', 0],
  ['the close, over the weekend', '2026-11-20T21:00:00Z', '2026-11-22T12:00:00Z', 0],
  ['the close, while the next session is on', '2026-11-20T21:00:00Z', '2026-11-23T15:00:00Z', 0],
  ['the close, once the next session is over', '2026-11-20T21:00:00Z', '2026-11-23T21:00:00Z', 1],
  ['a price of noon, in the evening', '2026-11-20T17:00:00Z', '2026-11-20T21:00:00Z', 1],
  ['a price of noon, on the evening after', '2026-11-19T17:00:00Z', '2026-11-20T21:00:00Z', 2],
  [
    'Wednesday’s close, over Thanksgiving and the half day',
    '2026-11-25T21:00:00Z',
    '2026-11-27T18:00:00Z',
    1,
  ],
  ['a price from before the open, in the evening', '2026-11-20T13:00:00Z', '2026-11-20T22:00:00Z', 1],
  ['a week-old close', '2026-11-13T21:00:00Z', '2026-11-20T22:00:00Z', 5],
])('%s has missed as many sessions as ended since', (_, asOf, now, sessionsMissed) => {
  expect(priceAge(asOf, new Date(now)).sessionsMissed).toBe(sessionsMissed);
  expect(isStale(asOf, new Date(now))).toBe(sessionsMissed > 0);
});

it('is told in words', () => {
  const evening = new Date('2026-11-20T22:00:00Z');
  expect(priceAge('2026-11-20T21:00:00Z', evening).words).toBeUndefined();
  expect(priceAge('2026-11-19T21:00:00Z', evening).words).toBe('from before the last close');
  expect(priceAge('2026-11-13T21:00:00Z', evening).words).toBe('5 sessions old');
  expect(priceAge('2009-06-01T20:00:00Z', evening).words).toBe('over 250 sessions old');
});
