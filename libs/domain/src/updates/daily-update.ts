import { isSession, sessionBefore } from '../market/market-calendar.ts';
import { newYorkInstant, newYorkTime } from '../market/new-york-time.ts';

/** When the daily update is due, in minutes after midnight in New York: half past four, as the schedule `daily-update` says. */
export const DAILY_UPDATE_MINUTES = 16 * 60 + 30;

/** When the last daily update that had to happen by an instant was due: on that day, or on the last one, with a session. */
export function lastDailyUpdateDue(instant: Date): Date {
  const { date } = newYorkTime(instant);
  const today = newYorkInstant(date, DAILY_UPDATE_MINUTES);
  if (isSession(date) && today <= instant) return today;
  return newYorkInstant(sessionBefore(date).date, DAILY_UPDATE_MINUTES);
}
