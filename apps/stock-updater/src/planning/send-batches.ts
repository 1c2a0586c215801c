import type { UpdateBatch } from '@marketscope/contracts';
import type { MessageSender, RunBatch, RunPlan, RunProgress, RunStore } from '@marketscope/domain';

/** Batches that are sent before it is noted that they were: what a planner that dies may have sent in vain, at the most. */
const NOTED_AT_ONCE = 50;

/** What sending a run's batches needs. */
export interface SendingPorts {
  runs: Pick<RunStore, 'batches' | 'markSent'>;
  batches: MessageSender<UpdateBatch>;
  /** The wall clock. */
  clock: () => Date;
}

/**
 * Sends a run's batches that are not known to be in the queue, as the run's plan has them. Where all of them are, it is
 * because someone asks for the run again: those that are still to be done are sent once more, which harms none of them.
 */
export async function sendBatches(
  { plan, batchesSent }: RunProgress,
  { runs, batches, clock }: SendingPorts,
): Promise<void> {
  const planned = await runs.batches(plan.runId);
  const again = batchesSent >= plan.batches;
  const unsent = again ? planned.filter(({ outcome }) => outcome === null) : planned.slice(batchesSent);
  for (let start = 0; start < unsent.length; start += NOTED_AT_ONCE) {
    const page = unsent.slice(start, start + NOTED_AT_ONCE);
    await batches.send(page.map((batch) => messageOf(batch, plan)));
    if (!again) await runs.markSent(plan.runId, batchesSent + start + page.length, clock());
  }
}

/** A batch as it is ordered: the same from the same plan. */
function messageOf(
  { batch, symbols }: RunBatch,
  { runId, trigger, sessionDate, startedAt, batches }: RunPlan,
): UpdateBatch {
  return { runId, batch, batches, trigger, sessionDate, startedAt, symbols, correlationId: runId };
}
