/** Which session an update is of: today's in the live market, the next recorded one in replay. */
export interface MarketTimeline {
  /**
   * The session that a run updates, or why there is nothing to do. In replay it moves the market on; the same run asked
   * again gets the same session.
   * @param run.force live: update even on a day, or at an hour, without trading
   */
  sessionFor(run: {
    runId: string;
    trigger: 'daily' | 'intraday';
    now: Date;
    force: boolean;
  }): Promise<{ sessionDate: string } | { skipped: string }>;
}

/** The recorded session that replay has reached; every service reads it, the planner alone moves it. */
export interface ReplayCursor {
  /** Undefined before the first move. */
  get(): Promise<ReplayPosition | undefined>;
  /** Moves on for a run, if the position is still `from`; tells whether it did. */
  move(from: ReplayPosition | undefined, to: ReplayPosition): Promise<boolean>;
}

export interface ReplayPosition {
  sessionDate: string;
  /** The run that moved there. */
  runId: string;
}
