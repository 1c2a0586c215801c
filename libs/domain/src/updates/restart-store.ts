/** What came of claiming a restart: it is the claimant's, another is at it until its lease ends, or it was done before. */
export type RestartClaim = 'claimed' | 'held' | 'done';

/** Restarts of update runs that were missed: each run is started again once. */
export interface RestartStore {
  /**
   * Claims a run's restart, unless it was done or another holds it. A claim whose lease ran out, as that of a process which
   * died, is taken over.
   * @param lease.until when the claimant can't be alive any more
   */
  claim(runId: string, lease: { now: Date; until: Date }): Promise<RestartClaim>;
  /** Marks the restart as done: nobody can claim it from then on. */
  markDone(runId: string, at: Date): Promise<void>;
}
