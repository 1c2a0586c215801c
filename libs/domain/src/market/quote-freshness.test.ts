import { describe, expect, it } from 'vitest';
import { isFresh } from './quote-freshness.ts';

const close = '2026-11-20T21:00:00.000Z';

describe('a live quote is fresh', () => {
  it.each([
    [
      'for a minute of the session',
      '2026-11-20T15:59:58.000Z',
      '2026-11-20T16:00:00.000Z',
      '2026-11-20T16:00:59.999Z',
      true,
    ],
    ['no longer', '2026-11-20T15:59:58.000Z', '2026-11-20T16:00:00.000Z', '2026-11-20T16:01:00.000Z', false],
    ['all weekend, being the close', close, '2026-11-20T21:01:00.000Z', '2026-11-23T14:29:59.000Z', true],
    ['no longer when the market opens', close, '2026-11-20T21:01:00.000Z', '2026-11-23T14:30:00.000Z', false],
    [
      'for a minute after the close, if it is from before',
      '2026-11-20T20:59:00.000Z',
      '2026-11-20T21:00:30.000Z',
      '2026-11-20T21:01:00.000Z',
      true,
    ],
    [
      'no longer after the close, if it is from before',
      '2026-11-20T20:59:00.000Z',
      '2026-11-20T21:00:30.000Z',
      '2026-11-20T21:01:30.000Z',
      false,
    ],
  ])('%s', (_, asOf, fetchedAt, now, fresh) => {
    expect(isFresh({ asOf, fetchedAt }, { market: 'live', now: new Date(now) })).toBe(fresh);
  });
});

describe('a recorded quote is fresh', () => {
  const fetchedAt = '2026-11-20T16:00:00.000Z';
  it.each([
    ['at its session', '2009-06-02T20:00:00.000Z', '2009-06-02T20:00:00.000Z', true],
    ['not at the next', '2009-06-01T20:00:00.000Z', '2009-06-02T20:00:00.000Z', false],
    ['not before its time has come', '2009-06-03T20:00:00.000Z', '2009-06-02T20:00:00.000Z', false],
  ])('%s', (_, asOf, now, fresh) => {
    expect(isFresh({ asOf, fetchedAt }, { market: 'recorded', now: new Date(now) })).toBe(fresh);
  });
});
