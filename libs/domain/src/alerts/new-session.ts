import { isOfSessions, type AlertCondition } from '@marketscope/contracts';
import { meets } from './alert-condition.ts';
import { sessionOf } from './rescaled.ts';
import type { StoredAlert } from './stored-alert.ts';

/**
 * Whether a condition counts as seen false at the open of each session: nothing has changed by then and no share was
 * traded, and that doesn't meet it.
 */
export function startsAnew({ kind, direction, threshold }: AlertCondition): boolean {
  return isOfSessions(kind) && !meets(0, { direction, level: threshold });
}

/**
 * The session, `YYYY-MM-DD`, that an alert waits to be over: it is true in that one already, and any later one arms it.
 * Null when a new session is nothing to it.
 */
export function sessionWaitedOut(alert: StoredAlert): string | null {
  const { state, restsUntil, lastCrossing } = alert;
  if (state !== 'waiting' || restsUntil !== null || lastCrossing === null || !startsAnew(alert)) return null;
  return sessionOf(new Date(lastCrossing.asOf));
}
