import { addDays, weekday } from './calendar-day.ts';
import { isEarlyClose, isExchangeHoliday } from './exchange-holidays.ts';
import { newYorkInstant, newYorkTime } from './new-york-time.ts';

/** One trading session of the New York Stock Exchange. */
export interface MarketSession {
  /** Its day in New York, `YYYY-MM-DD`. */
  date: string;
  opensAt: Date;
  closesAt: Date;
}

/** Whether shares can be traded now, and the session that is on or comes next. */
export type MarketState = { open: boolean; session: MarketSession };

/** Core trading session, in minutes after midnight in New York: https://www.nyse.com/markets/hours-calendars. */
const OPEN = 9 * 60 + 30;
const CLOSE = 16 * 60;
const EARLY_CLOSE = 13 * 60;

/** Days from one session to the next at the most: a weekend with a holiday on either side are five. */
const LONGEST_PAUSE_DAYS = 7;

/** Whether the exchange trades on this day (`YYYY-MM-DD` in New York). */
export function isSession(date: string): boolean {
  const dayOfWeek = weekday(date);
  return dayOfWeek !== 0 && dayOfWeek !== 6 && !isExchangeHoliday(date);
}

/** When the exchange opens and closes on this day, or undefined on a day without a session. */
export function sessionHours(date: string): MarketSession | undefined {
  if (!isSession(date)) return undefined;
  return {
    date,
    opensAt: newYorkInstant(date, OPEN),
    closesAt: newYorkInstant(date, isEarlyClose(date) ? EARLY_CLOSE : CLOSE),
  };
}

/** When the exchange closes on this day, or would if it traded: other exchanges have sessions on days of their own. */
export function closeOf(date: string): Date {
  return sessionHours(date)?.closesAt ?? newYorkInstant(date, CLOSE);
}

/** The last session that has begun at this instant, be it over or not. */
export function latestSession(instant: Date): MarketSession {
  return lastSession(instant, (session) => session.opensAt <= instant);
}

/** The last session that is over at this instant. */
export function lastEndedSession(instant: Date): MarketSession {
  return lastSession(instant, (session) => session.closesAt <= instant);
}

/** Whether the exchange trades at this instant: from the open, included, until the close. */
export function marketState(instant: Date): MarketState {
  const latest = latestSession(instant);
  if (instant < latest.closesAt) return { open: true, session: latest };
  return { open: false, session: sessionAfter(latest.date) };
}

/** The first session after a day. @throws RangeError at the end of the calendar */
export function sessionAfter(date: string): MarketSession {
  return firstSession(date, 1);
}

/** The last session before a day. @throws RangeError at the beginning of the calendar */
export function sessionBefore(date: string): MarketSession {
  return firstSession(date, -1);
}

/** Whether a session has ended since a price was true, so that a newer price exists or should. */
export function isStale(asOf: string, now: Date): boolean {
  return lastEndedSession(now).closesAt > new Date(asOf);
}

function lastSession(instant: Date, qualifies: (session: MarketSession) => boolean): MarketSession {
  const { date } = newYorkTime(instant);
  const today = sessionHours(date);
  if (today && qualifies(today)) return today;
  return sessionBefore(date);
}

function firstSession(date: string, step: 1 | -1): MarketSession {
  for (let days = 1; days <= LONGEST_PAUSE_DAYS; days += 1) {
    const session = sessionHours(addDays(date, days * step));
    if (session) return session;
  }
  throw new RangeError(`the calendar has no session ${step > 0 ? 'after' : 'before'} ${date}`);
}
