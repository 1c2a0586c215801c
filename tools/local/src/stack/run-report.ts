import { updateFailure, updateTrigger } from '@marketscope/contracts';
import type { RunStore } from '@marketscope/domain';
import { z } from 'zod';

/** How an update run is going, or went. */
export const runReport = z.object({
  runId: z.string(),
  trigger: updateTrigger,
  sessionDate: z.string(),
  /** Whether its end was published. */
  finished: z.boolean(),
  batches: z.number(),
  batchesDone: z.number(),
  /** Symbols that it set out to update, and of those of the batches that are done, how many have a price. */
  requested: z.number(),
  updated: z.number(),
  alertsTriggered: z.number(),
  failed: z.array(updateFailure),
});
export type RunReport = z.infer<typeof runReport>;

/** Tells how a run is going from what it stored; undefined when there is no such run. */
export async function reportRun(
  runs: Pick<RunStore, 'progress' | 'batches' | 'firings'>,
  runId: string,
): Promise<RunReport | undefined> {
  const progress = await runs.progress(runId);
  if (!progress) return undefined;
  const { plan, batchesDone, publishedAt } = progress;
  const [batches, alertsTriggered] = await Promise.all([runs.batches(runId), runs.firings(runId)]);
  const outcomes = batches.flatMap(({ outcome }) => outcome ?? []);
  return {
    runId,
    trigger: plan.trigger,
    sessionDate: plan.sessionDate,
    finished: publishedAt !== null,
    batches: plan.batches,
    batchesDone,
    requested: plan.requested,
    updated: outcomes.reduce((sum, { prices }) => sum + prices.length, 0),
    alertsTriggered,
    failed: outcomes.flatMap(({ failed }) => failed),
  };
}
