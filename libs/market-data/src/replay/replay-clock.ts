import { sessionHours, type MarketClock, type ReplayCursor } from '@marketscope/domain';

/** Where replay stands before its first update. */
export const FIRST_REPLAY_SESSION = '2009-06-01';

/** The market's time in replay: the close of the session that the cursor stands at, whatever day the wall clock shows. */
export function createReplayClock(cursor: Pick<ReplayCursor, 'get'>): MarketClock {
  return {
    async now() {
      const date = (await cursor.get())?.sessionDate ?? FIRST_REPLAY_SESSION;
      const session = sessionHours(date);
      if (!session) throw new TypeError(`replay stands at ${date}, which is no session`);
      return session.closesAt;
    },
  };
}
