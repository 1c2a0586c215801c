import { addDays, calendarDay, monthSpan, weekday } from './calendar-day.ts';

/**
 * The days on which the New York Stock Exchange does not trade, or only until 13:00, by the rules it follows; Nasdaq keeps the
 * same days. Source: NYSE Rule 7.2 and the exchanges' lists of holidays, https://www.nyse.com/markets/hours-calendars and
 * https://www.nasdaqtrader.com/Trader.aspx?id=Calendar; the unscheduled days from their historical calendars. Right from 2000 on, until the exchange changes its rules.
 */

/** Closed by decree: a day of mourning, an attack, a hurricane. No rule gives these. */
const unscheduledClosures = new Set([
  '2001-09-11',
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11',
  '2007-01-02',
  '2012-10-29',
  '2012-10-30',
  '2018-12-05',
  '2025-01-09',
]);

/** Early closes that no rule gives. */
const unscheduledEarlyCloses = new Set(['2003-12-26']);

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/** Whether the exchange is closed on a weekday for a holiday or by decree. */
export function isExchangeHoliday(date: string): boolean {
  return unscheduledClosures.has(date) || holidaysOf(yearOf(date)).has(date);
}

/** Whether the exchange closes at 13:00 on a day on which it trades. */
export function isEarlyClose(date: string): boolean {
  return unscheduledEarlyCloses.has(date) || earlyClosesOf(yearOf(date)).has(date);
}

const holidaysByYear = new Map<number, Set<string>>();

function holidaysOf(year: number): Set<string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const newYear = calendarDay(year, 1, 1);
  const holidays = new Set([
    // A New Year's Day on a Saturday is not made up for: the Friday ends the year's accounts.
    ...(weekday(newYear) === SATURDAY ? [] : [observed(newYear)]),
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    addDays(easterSunday(year), -2),
    lastWeekday(year, 5, MONDAY),
    ...(year >= 2022 ? [observed(calendarDay(year, 6, 19))] : []),
    observed(calendarDay(year, 7, 4)),
    nthWeekday(year, 9, MONDAY, 1),
    thanksgiving(year),
    observed(calendarDay(year, 12, 25)),
  ]);
  holidaysByYear.set(year, holidays);
  return holidays;
}

function earlyClosesOf(year: number): Set<string> {
  const independence = weekday(calendarDay(year, 7, 4));
  // Until 2013 the Friday after a Thursday's holiday was the short day.
  const besideIndependence =
    year < 2013 && independence === THURSDAY ? calendarDay(year, 7, 5) : calendarDay(year, 7, 3);
  return new Set([
    // On a Monday's or a weekend's holiday no day is short.
    ...(independence > MONDAY && independence < SATURDAY ? [besideIndependence] : []),
    addDays(thanksgiving(year), 1),
    calendarDay(year, 12, 24),
  ]);
}

function thanksgiving(year: number): string {
  return nthWeekday(year, 11, THURSDAY, 4);
}

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(date: string): string {
  if (weekday(date) === SATURDAY) return addDays(date, -1);
  if (weekday(date) === SUNDAY) return addDays(date, 1);
  return date;
}

function nthWeekday(year: number, month: number, weekdayWanted: number, n: number): string {
  const first = calendarDay(year, month, 1);
  return addDays(first, ((weekdayWanted - weekday(first) + 7) % 7) + 7 * (n - 1));
}

function lastWeekday(year: number, month: number, weekdayWanted: number): string {
  const last = monthSpan(year, month).last;
  return addDays(last, -((weekday(last) - weekdayWanted + 7) % 7));
}

/** Easter by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return calendarDay(year, Math.floor(n / 31), (n % 31) + 1);
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
