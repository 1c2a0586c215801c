import { describe, expect, it } from 'vitest';
import { freshnessOf } from './quote-freshness.ts';

const close = '2026-11-20T21:00:00.000Z';

describe('a live quote', () => {
  const inSession = '2026-11-20T15:59:58.000Z';
  const fetched = '2026-11-20T16:00:00.000Z';
  const beforeTheEnd = '2026-11-20T20:59:00.000Z';
  it.each([
    ['is fresh for fifteen seconds of the session', inSession, fetched, '2026-11-20T16:00:14.999Z', 'fresh'],
    ['is ageing then', inSession, fetched, '2026-11-20T16:00:15.000Z', 'ageing'],
    ['is ageing within the minute', inSession, fetched, '2026-11-20T16:00:59.999Z', 'ageing'],
    ['is old after a minute', inSession, fetched, '2026-11-20T16:01:00.000Z', 'old'],
    [
      'is fresh all weekend, being the close',
      close,
      '2026-11-20T21:01:00.000Z',
      '2026-11-23T14:29:59.000Z',
      'fresh',
    ],
    [
      'is old when the market opens, being the last close',
      close,
      '2026-11-20T21:01:00.000Z',
      '2026-11-23T14:30:00.000Z',
      'old',
    ],
    [
      'is fresh on a holiday, being the close before',
      '2026-11-25T21:00:00.000Z',
      '2026-11-25T21:01:00.000Z',
      '2026-11-26T16:00:00.000Z',
      'fresh',
    ],
    [
      'is fresh in the afternoon of a short day, being its close',
      '2026-11-27T18:00:00.000Z',
      '2026-11-27T18:01:00.000Z',
      '2026-11-27T19:00:00.000Z',
      'fresh',
    ],
    [
      'is fresh for seconds after the close, if it is from before',
      beforeTheEnd,
      '2026-11-20T21:00:20.000Z',
      '2026-11-20T21:00:34.000Z',
      'fresh',
    ],
    [
      'is old then, if it is from before the close',
      beforeTheEnd,
      '2026-11-20T21:00:20.000Z',
      '2026-11-20T21:00:35.000Z',
      'old',
    ],
    [
      'is fresh for a quarter of an hour when no close came',
      beforeTheEnd,
      '2026-11-20T22:00:00.000Z',
      '2026-11-20T22:14:59.000Z',
      'fresh',
    ],
    [
      'is old then, when no close came',
      beforeTheEnd,
      '2026-11-20T22:00:00.000Z',
      '2026-11-20T22:15:00.000Z',
      'old',
    ],
  ])('%s', (_, asOf, fetchedAt, now, freshness) => {
    expect(freshnessOf({ asOf, fetchedAt }, { market: 'live', now: new Date(now) })).toBe(freshness);
  });
});

describe('a recorded quote', () => {
  const fetchedAt = '2026-11-20T16:00:00.000Z';
  it.each([
    ['is fresh at its session', '2009-06-02T20:00:00.000Z', '2009-06-02T20:00:00.000Z', 'fresh'],
    ['is old at the next', '2009-06-01T20:00:00.000Z', '2009-06-02T20:00:00.000Z', 'old'],
    ['is old before its time has come', '2009-06-03T20:00:00.000Z', '2009-06-02T20:00:00.000Z', 'old'],
  ])('%s', (_, asOf, now, freshness) => {
    expect(freshnessOf({ asOf, fetchedAt }, { market: 'recorded', now: new Date(now) })).toBe(freshness);
  });
});
