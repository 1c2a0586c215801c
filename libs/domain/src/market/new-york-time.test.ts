import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newYorkInstant, newYorkTime } from './new-york-time.ts';

const clocks = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  dateStyle: 'short',
  timeStyle: 'medium',
});

it('reads what the clocks of New York show at any instant of a century', () => {
  const instants = fc.date({
    min: new Date('1960-01-01Z'),
    max: new Date('2060-01-01Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (instant) => {
      const [date, time = ''] = clocks.format(instant).split(', ');
      const [hours, minutes] = time.split(':').map(Number);
      expect(newYorkTime(instant)).toEqual({ date, minutes: (hours ?? 0) * 60 + (minutes ?? 0) });
    }),
  );
});

it.each([
  ['2026-03-08T06:59:59.999Z', '2026-03-08', 119],
  ['2026-03-08T07:00:00.000Z', '2026-03-08', 180],
  ['2026-11-01T05:59:59.999Z', '2026-11-01', 119],
  ['2026-11-01T06:00:00.000Z', '2026-11-01', 60],
])('changes the clocks on the hour, at %s', (instant, date, minutes) => {
  expect(newYorkTime(new Date(instant))).toEqual({ date, minutes });
});

it.each([
  ['2026-03-06', '2026-03-06T21:00:00.000Z'],
  ['2026-03-09', '2026-03-09T20:00:00.000Z'],
  ['2026-10-30', '2026-10-30T20:00:00.000Z'],
  ['2026-11-02', '2026-11-02T21:00:00.000Z'],
])('finds the close of %s, before and after the clocks change', (date, instant) => {
  expect(newYorkInstant(date, 16 * 60).toISOString()).toBe(instant);
});
