import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekday } from './calendar-day.ts';
import { isEarlyClose } from './exchange-holidays.ts';
import {
  isSession,
  isStale,
  lastEndedSession,
  latestSession,
  marketState,
  sessionAfter,
  sessionBefore,
  sessionHours,
} from './market-calendar.ts';
import { newYorkInstant, newYorkTime } from './new-york-time.ts';

/** All days of a year. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day);
  return days;
}
const closedWeekdays = (year: number): string[] =>
  daysOf(year).filter((day) => !isSession(day) && weekday(day) !== 0 && weekday(day) !== 6);
const earlyCloses = (year: number): string[] =>
  daysOf(year).filter((day) => isSession(day) && isEarlyClose(day));

const anyDay = fc.integer({ min: 0, max: 365 * 40 }).map((days) => addDays('2000-01-01', days));
const anyInstant = fc.date({
  min: new Date('2000-02-01T00:00:00Z'),
  max: new Date('2039-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('the exchange’s holidays', () => {
  // As the exchange published them: https://www.nyse.com/markets/hours-calendars and its press releases.
  it.each<[number, string[], string[]]>([
    [2021, ['01-01', '01-18', '02-15', '04-02', '05-31', '07-05', '09-06', '11-25', '12-24'], ['11-26']],
    [2022, ['01-17', '02-21', '04-15', '05-30', '06-20', '07-04', '09-05', '11-24', '12-26'], ['11-25']],
    [
      2023,
      ['01-02', '01-16', '02-20', '04-07', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25'],
      ['07-03', '11-24'],
    ],
    [
      2024,
      ['01-01', '01-15', '02-19', '03-29', '05-27', '06-19', '07-04', '09-02', '11-28', '12-25'],
      ['07-03', '11-29', '12-24'],
    ],
    [
      2025,
      ['01-01', '01-09', '01-20', '02-17', '04-18', '05-26', '06-19', '07-04', '09-01', '11-27', '12-25'],
      ['07-03', '11-28', '12-24'],
    ],
    [
      2026,
      ['01-01', '01-19', '02-16', '04-03', '05-25', '06-19', '07-03', '09-07', '11-26', '12-25'],
      ['11-27', '12-24'],
    ],
    [
      2027,
      ['01-01', '01-18', '02-15', '03-26', '05-31', '06-18', '07-05', '09-06', '11-25', '12-24'],
      ['11-26'],
    ],
    [
      2028,
      ['01-17', '02-21', '04-14', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25'],
      ['07-03', '11-24'],
    ],
  ])('of %i', (year, closed, early) => {
    expect(closedWeekdays(year)).toEqual(closed.map((day) => `${year}-${day}`));
    expect(earlyCloses(year)).toEqual(early.map((day) => `${year}-${day}`));
  });

  it.each([
    ['after the attacks of 2001', ['2001-09-11', '2001-09-12', '2001-09-13', '2001-09-14']],
    [
      'in mourning for Reagan, Ford, Bush and Carter',
      ['2004-06-11', '2007-01-02', '2018-12-05', '2025-01-09'],
    ],
    ['for the hurricane of 2012', ['2012-10-29', '2012-10-30']],
  ])('closed the exchange %s', (_, days) => {
    for (const day of days) expect([day, isSession(day)]).toEqual([day, false]);
  });

  it('shorten Christmas Eve, and the Friday after Thanksgiving, each year that they are sessions', () => {
    for (let year = 2000; year <= 2040; year += 1) {
      const eve = `${year}-12-24`;
      if (isSession(eve)) expect([eve, isEarlyClose(eve)]).toEqual([eve, true]);
      expect(earlyCloses(year).filter((day) => day.slice(5, 7) === '11')).toHaveLength(1);
    }
  });

  it('have no Juneteenth before 2022', () => {
    expect(isSession('2020-06-19')).toBe(true);
  });

  it('make no day up for a New Year’s Day on a Saturday', () => {
    expect(isSession('2021-12-31')).toBe(true);
    expect(isEarlyClose('2021-12-31')).toBe(false);
  });

  it('shorten the Friday after a Thursday’s Independence Day until 2013, and the Wednesday before since', () => {
    expect(earlyCloses(2002)).toContain('2002-07-05');
    expect(earlyCloses(2002)).not.toContain('2002-07-03');
    expect(earlyCloses(2019)).toContain('2019-07-03');
  });

  it('leave 250 to 253 sessions to every year', () => {
    for (let year = 2002; year <= 2040; year += 1) {
      const sessions = daysOf(year).filter(isSession).length;
      expect([year, sessions >= 250 && sessions <= 253]).toEqual([year, true]);
    }
  });

  it('never close the exchange for more than four days on end, but once', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = sessionAfter(day).date;
        const gap = (Date.parse(next) - Date.parse(sessionBefore(next).date)) / 86_400_000;
        expect(gap).toBeLessThanOrEqual(day.startsWith('2001-09-1') ? 7 : 5);
      }),
    );
  });
});

describe('session hours', () => {
  it.each([
    ['in winter', '2026-11-20', '2026-11-20T14:30:00.000Z', '2026-11-20T21:00:00.000Z'],
    ['in summer', '2026-07-20', '2026-07-20T13:30:00.000Z', '2026-07-20T20:00:00.000Z'],
    ['before the clocks go forward', '2026-03-06', '2026-03-06T14:30:00.000Z', '2026-03-06T21:00:00.000Z'],
    ['after the clocks go forward', '2026-03-09', '2026-03-09T13:30:00.000Z', '2026-03-09T20:00:00.000Z'],
    ['before the clocks go back', '2026-10-30', '2026-10-30T13:30:00.000Z', '2026-10-30T20:00:00.000Z'],
    ['after the clocks go back', '2026-11-02', '2026-11-02T14:30:00.000Z', '2026-11-02T21:00:00.000Z'],
    ['on a short day', '2026-11-27', '2026-11-27T14:30:00.000Z', '2026-11-27T18:00:00.000Z'],
    [
      'on a day of 2006, when clocks went forward in April',
      '2006-03-20',
      '2006-03-20T14:30:00.000Z',
      '2006-03-20T21:00:00.000Z',
    ],
  ])('are right %s', (_, date, opensAt, closesAt) => {
    expect(sessionHours(date)).toEqual({ date, opensAt: new Date(opensAt), closesAt: new Date(closesAt) });
  });

  it.each(['2026-11-21', '2026-11-22', '2026-11-26', '2025-01-09'])('are none on %s', (date) => {
    expect(sessionHours(date)).toBeUndefined();
  });

  it('show half past nine and four or one o’clock in New York, whatever the day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const hours = sessionHours(day);
        if (!hours) return;
        expect(newYorkTime(hours.opensAt)).toEqual({ date: day, minutes: 570 });
        expect(newYorkTime(hours.closesAt)).toEqual({ date: day, minutes: isEarlyClose(day) ? 780 : 960 });
      }),
    );
  });
});

describe('New York’s clocks', () => {
  it('are read and set alike', () => {
    // The hour that is skipped in March and the one that comes twice in November have no single reading.
    const ambiguous = (date: string, minutes: number): boolean =>
      weekday(date) === 0 && minutes >= 60 && minutes < 180;
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (date, minutes) => {
        fc.pre(!ambiguous(date, minutes));
        expect(newYorkTime(newYorkInstant(date, minutes))).toEqual({ date, minutes });
      }),
    );
  });
});

describe('the session at an instant', () => {
  const friday = '2026-11-20';
  const thursday = '2026-11-19';
  it.each([
    ['before the open', '2026-11-20T14:29:59.999Z', thursday, thursday, false, friday],
    ['at the open', '2026-11-20T14:30:00.000Z', friday, thursday, true, friday],
    ['before the close', '2026-11-20T20:59:59.999Z', friday, thursday, true, friday],
    ['at the close', '2026-11-20T21:00:00.000Z', friday, friday, false, '2026-11-23'],
    ['on Sunday', '2026-11-22T12:00:00.000Z', friday, friday, false, '2026-11-23'],
    [
      'on Friday evening, when it is Saturday in UTC',
      '2026-11-21T03:00:00.000Z',
      friday,
      friday,
      false,
      '2026-11-23',
    ],
    ['on Thanksgiving', '2026-11-26T16:00:00.000Z', '2026-11-25', '2026-11-25', false, '2026-11-27'],
    [
      'in the afternoon of a short day',
      '2026-11-27T18:00:00.000Z',
      '2026-11-27',
      '2026-11-27',
      false,
      '2026-11-30',
    ],
  ])('%s', (_, at, latest, ended, open, current) => {
    const instant = new Date(at);
    expect(latestSession(instant).date).toBe(latest);
    expect(lastEndedSession(instant).date).toBe(ended);
    const state = marketState(instant);
    expect([state.open, state.session.date]).toEqual([open, current]);
  });

  it('lies between the one before and the one after', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const latest = latestSession(instant);
        const ended = lastEndedSession(instant);
        const next = sessionAfter(latest.date);
        expect(latest.opensAt <= instant && instant < next.opensAt).toBe(true);
        expect(ended.closesAt <= instant && ended.date <= latest.date).toBe(true);
        expect(sessionBefore(next.date)).toEqual(latest);
        expect(marketState(instant).open).toBe(instant < latest.closesAt);
      }),
    );
  });
});

describe('a price is stale', () => {
  const fridayClose = '2026-11-20T21:00:00.000Z';
  it.each([
    ['never at its session’s close', fridayClose, fridayClose, false],
    ['not over the weekend', fridayClose, '2026-11-22T12:00:00.000Z', false],
    ['not while the next session is on', fridayClose, '2026-11-23T20:59:59.000Z', false],
    ['once the next session is over', fridayClose, '2026-11-23T21:00:00.000Z', true],
    [
      'once its own session is over, when it is from before the close',
      '2026-11-20T20:00:00.000Z',
      fridayClose,
      true,
    ],
    ['not over a holiday', '2026-11-25T21:00:00.000Z', '2026-11-27T15:00:00.000Z', false],
    ['at one o’clock of a short day', '2026-11-25T21:00:00.000Z', '2026-11-27T18:00:00.000Z', true],
  ])('%s', (_, asOf, now, stale) => {
    expect(isStale(asOf, new Date(now))).toBe(stale);
  });

  it('for good, once it is', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyInstant, (asOf, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        if (isStale(asOf.toISOString(), earlier)) expect(isStale(asOf.toISOString(), later)).toBe(true);
      }),
    );
  });
});

it('ends where the years end that dates are written with', () => {
  expect(() => sessionAfter('9999-12-31')).toThrow(RangeError);
  expect(() => sessionBefore('0000-01-01')).toThrow(RangeError);
});
