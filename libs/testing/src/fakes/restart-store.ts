import type { RestartStore } from '@marketscope/domain';

/** Restarts of update runs in memory. */
export function createFakeRestartStore(): RestartStore {
  const claims = new Map<string, { until: Date; doneAt: Date | null }>();
  return {
    async claim(runId, { now, until }) {
      const claim = claims.get(runId);
      if (claim?.doneAt) return 'done';
      if (claim && claim.until > now) return 'held';
      claims.set(runId, { until, doneAt: null });
      return 'claimed';
    },
    async markDone(runId, at) {
      const claim = claims.get(runId);
      if (!claim) throw new Error(`nobody claimed the restart of ${runId}`);
      claim.doneAt = at;
    },
  };
}
