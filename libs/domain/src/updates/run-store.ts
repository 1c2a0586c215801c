import type { EventData, UpdateFailure, UpdateTrigger } from '@marketscope/contracts';

/** What a run is to do: the symbols of each of its batches. */
export interface RunOrder {
  runId: string;
  trigger: UpdateTrigger;
  sessionDate: string;
  startedAt: string;
  batches: readonly (readonly string[])[];
}

/** What a run set out to do. Its batches hold their symbols themselves, so this is small however many there are. */
export interface RunPlan {
  runId: string;
  trigger: UpdateTrigger;
  sessionDate: string;
  startedAt: string;
  /** Numbers of its symbols and of its batches. */
  requested: number;
  batches: number;
}

/**
 * - `running`: batches are still to come.
 * - `completed`: every batch was done; symbols without a price are named.
 * - `partial`: some batch was lost; its symbols are named.
 * - `failed`: too many symbols have no price.
 */
export type RunStatus = 'running' | 'completed' | 'partial' | 'failed';

export type UpdatedPrice = EventData<'market.update.completed.v1'>['prices'][number];

/** What came of one batch. Of a lost one, every symbol is among the failed. */
export interface BatchOutcome {
  batch: number;
  finishedAt: string;
  lost: boolean;
  failed: UpdateFailure[];
  prices: UpdatedPrice[];
}

/** One batch of a run; `outcome` is null until it is done or lost. */
export interface RunBatch {
  batch: number;
  symbols: string[];
  outcome: BatchOutcome | null;
}

/** How far a run is. */
export interface RunProgress {
  plan: RunPlan;
  status: RunStatus;
  /** So many of its batches, from the first on, are known to be in the queue. */
  batchesSent: number;
  batchesDone: number;
  /** When a batch was last sent or done. */
  progressedAt: string;
  /** When its end was published. */
  publishedAt: string | null;
  /** Whether something may be left to do for it; see `close`. */
  isOpen: boolean;
}

/** Update runs and their batches. They are kept for 30 days. */
export interface RunStore {
  /**
   * Plans a run unless it is planned already; answers how far it is. Of several that plan it at once one wins, with all of
   * its batches.
   */
  begin(order: RunOrder): Promise<RunProgress>;
  progress(runId: string): Promise<RunProgress | undefined>;
  /** All batches of a run, by number. */
  batches(runId: string): Promise<RunBatch[]>;
  /** One batch; undefined of a run that isn't known. */
  batch(runId: string, batch: number): Promise<RunBatch | undefined>;
  /** Notes that so many batches, from the first on, are in the queue. */
  markSent(runId: string, sent: number, at: Date): Promise<void>;
  /** Notes an alert that the run fired, by its event's id: one however often it is told. */
  noteFiring(runId: string, eventId: string): Promise<void>;
  /** How many alerts the run fired. */
  firings(runId: string): Promise<number>;
  /**
   * Stores what came of a batch, unless something did already, and counts the batch: once however often it is told, and
   * also when whoever stored it died before it was counted. Answers how far the run is then.
   */
  finishBatch(runId: string, outcome: BatchOutcome): Promise<RunProgress>;
  /** Marks that the run's end was published; tells whether this was the first mark. */
  markPublished(runId: string, status: Exclude<RunStatus, 'running'>, publishedAt: Date): Promise<boolean>;
  /** Runs that were begun and not closed, the oldest first. */
  open(): Promise<RunProgress[]>;
  /** Tells that nothing is left to do for a run. */
  close(runId: string): Promise<void>;
}
