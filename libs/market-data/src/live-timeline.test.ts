import { describe, expect, it } from 'vitest';
import { liveTimeline } from './live-timeline.ts';

const thanksgiving = new Date('2026-11-26T21:30:00Z');
const friday = { open: new Date('2026-11-20T15:00:00Z'), closed: new Date('2026-11-20T21:30:00Z') };

describe('the live timeline', () => {
  it.each([
    ['a daily update after the close', 'daily', friday.closed, false, { sessionDate: '2026-11-20' }],
    ['an intraday update in trading hours', 'intraday', friday.open, false, { sessionDate: '2026-11-20' }],
    ['a forced update on a holiday', 'daily', thanksgiving, true, { sessionDate: '2026-11-25' }],
    ['a forced intraday update at night', 'intraday', friday.closed, true, { sessionDate: '2026-11-20' }],
    [
      'a daily update on a holiday',
      'daily',
      thanksgiving,
      false,
      { skipped: expect.stringContaining('2026-11-26') },
    ],
    [
      'an intraday update after the close',
      'intraday',
      friday.closed,
      false,
      { skipped: expect.stringContaining('closed') },
    ],
  ] as const)('answers %s', async (_, trigger, now, force, expected) => {
    expect(await liveTimeline.sessionFor({ runId: 'any', trigger, now, force })).toEqual(expected);
  });
});
