import type { EventData, SymbolFailure, UpdateTrigger } from '@marketscope/contracts';

/** What a run set out to do. It is stored before its batches are ordered, so that a retry orders the same ones. */
export interface RunPlan {
  runId: string;
  trigger: UpdateTrigger;
  sessionDate: string;
  startedAt: string;
  symbols: string[];
  batches: number;
}

export type UpdatedPrice = EventData<'market.update.completed.v1'>['prices'][number];

/** What came of one batch. */
export interface BatchOutcome {
  batch: number;
  finishedAt: string;
  failed: SymbolFailure[];
  alertsTriggered: number;
  prices: UpdatedPrice[];
}

/** How far a run is. */
export interface RunProgress {
  plan: RunPlan;
  batchesDone: number;
  /** When its end was published. */
  publishedAt: string | null;
}

/** Update runs and their batches. They are kept for 30 days. */
export interface RunStore {
  /** Stores the plan unless the run has one; answers the one that counts. */
  begin(plan: RunPlan): Promise<RunPlan>;
  progress(runId: string): Promise<RunProgress | undefined>;
  /** Stores a batch's outcome and counts it, once however often it is told; answers how far the run is then. */
  finishBatch(runId: string, outcome: BatchOutcome): Promise<RunProgress>;
  /** Outcomes of the batches that are done, by number. */
  outcomes(runId: string): Promise<BatchOutcome[]>;
  /** Marks that the run's end was published; tells whether this was the first mark. */
  markPublished(runId: string, publishedAt: Date): Promise<boolean>;
}
