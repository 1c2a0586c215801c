import { lastEndedSession, latestSession, sessionAfter } from './market-calendar.ts';

/** How old a price is by the exchange's calendar. */
export interface PriceAge {
  /** Sessions that have ended since the price was true, without a newer one; 0 for a price that is up to date. */
  sessionsMissed: number;
  /** For people, e.g. `2 sessions old`; undefined for a price that is up to date. */
  words: string | undefined;
}

/** Sessions are counted up to here; what is older is told by its date anyway. */
const COUNTED = 250;

/**
 * The age of a price in sessions: nights, weekends and holidays make none older.
 * @param asOf ISO 8601 instant at which it was true
 * @param now the market's time
 */
export function priceAge(asOf: string, now: Date): PriceAge {
  const at = new Date(asOf);
  const last = lastEndedSession(now);
  if (last.closesAt <= at) return { sessionsMissed: 0, words: undefined };
  let sessionsMissed = 0;
  let session = latestSession(at);
  if (session.closesAt <= at) session = sessionAfter(session.date);
  while (session.date <= last.date && sessionsMissed < COUNTED) {
    sessionsMissed += 1;
    session = sessionAfter(session.date);
  }
  return { sessionsMissed, words: ageWords(sessionsMissed) };
}

function ageWords(sessions: number): string {
  if (sessions >= COUNTED) return `over ${COUNTED} sessions old`;
  return sessions === 1 ? 'from before the last close' : `${sessions} sessions old`;
}
