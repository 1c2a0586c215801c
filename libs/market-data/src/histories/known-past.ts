import type { Candle } from '@marketscope/contracts';
import { addDays, HISTORY_SESSIONS, isSession, type DaySpan, type StoredPast } from '@marketscope/domain';

/** The days of the last sessions before a day, oldest first: as many as a history holds. */
export function sessionsBefore(date: string): string[] {
  const dates: string[] = [];
  for (let day = addDays(date, -1); dates.length < HISTORY_SESSIONS; day = addDays(day, -1))
    if (isSession(day)) dates.push(day);
  return dates.reverse();
}

/**
 * Whether the store holds all there is of these sessions: a provider was asked for the earlier ones, and each of the later
 * ones is there. An exchange that rests on a day when New York trades is asked about once, which moves the known days on.
 */
export function isComplete({ candles, known }: StoredPast, sessions: readonly string[]): boolean {
  const [first] = sessions;
  const isAsked = (date: string): boolean =>
    known !== null && first !== undefined && known.first <= first && date <= known.last;
  const stored = new Set(candles.map(({ date }) => date));
  return sessions.every((date) => isAsked(date) || stored.has(date));
}

/** The candles after the last gap: an indicator over a gap would count fewer sessions than it says. */
export function withoutGaps({ candles, known }: StoredPast, sessions: readonly string[]): Candle[] {
  const stored = new Set(candles.map(({ date }) => date));
  const isAsked = (date: string): boolean => known !== null && date >= known.first && date <= known.last;
  const gap = sessions.findLast((date) => !stored.has(date) && !isAsked(date));
  return gap === undefined ? [...candles] : candles.filter(({ date }) => date > gap);
}

/** Both spans as one, where nothing is between them; else the later one. */
export function joined(known: DaySpan | null, asked: DaySpan): DaySpan {
  if (!known || addDays(known.last, 1) < asked.first || addDays(asked.last, 1) < known.first) return asked;
  return {
    first: known.first < asked.first ? known.first : asked.first,
    last: known.last > asked.last ? known.last : asked.last,
  };
}
