import type { ReplayCursor, ReplayPosition } from '@marketscope/domain';

/** A cursor in memory that stands at a session, or has not moved yet. */
export function createFakeReplayCursor(sessionDate?: string): ReplayCursor {
  let position: ReplayPosition | undefined =
    sessionDate === undefined ? undefined : { sessionDate, runId: 'before' };
  return {
    async get() {
      return position;
    },
    async move(from, to) {
      if (position?.sessionDate !== from?.sessionDate || position?.runId !== from?.runId) return false;
      position = to;
      return true;
    },
  };
}
