import type { MarketTimeline, ReplayCursor } from '@marketscope/domain';
import { FIRST_REPLAY_SESSION } from './replay-clock.ts';

/**
 * The timeline of recorded sessions: each run moves it to the next one, at any hour of any day. A run that has moved it
 * already stays where it moved to, so that a retry updates the same session. After the last recorded session it stands.
 */
export function createReplayTimeline(
  cursor: ReplayCursor,
  sessions: () => Promise<readonly string[]>,
): MarketTimeline {
  return {
    async sessionFor({ runId }) {
      const recorded = await sessions();
      for (;;) {
        const position = await cursor.get();
        if (position?.runId === runId) return { sessionDate: position.sessionDate };
        const current = position?.sessionDate ?? FIRST_REPLAY_SESSION;
        const next = recorded.find((date) => date > current);
        if (next === undefined)
          return { skipped: `replay has reached ${current}, the last of its recorded sessions` };
        if (await cursor.move(position, { sessionDate: next, runId })) return { sessionDate: next };
      }
    },
  };
}
