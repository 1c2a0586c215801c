import type { RunProgress, RunStore } from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { sendBatches, type SendingPorts } from '../planning/send-batches.ts';
import { isOver, lostOutcome } from '../updating/batch.ts';
import { endRun, type EndPorts } from '../updating/run-end.ts';

/**
 * After so long whoever had something left to do at once, a planner with batches to send or a batch with a run to end, has
 * died over it, and its message has been received again if there was one.
 */
const STALLED_MS = 10 * 60_000;

/**
 * After so long without a batch being done, none is to come: what is received the fifth time has become a dead letter half
 * an hour after it was received first. A test holds it against the topology.
 */
export const OVERDUE_MS = 45 * 60_000;

/** After so long a run is closed as it is, though its end fails each time: newer ones have told of newer days. */
const GIVEN_UP_MS = 3 * 86_400_000;

/** What ending overdue runs needs. */
export interface SweepPorts extends SendingPorts, EndPorts {
  runs: SendingPorts['runs'] & EndPorts['runs'] & Pick<RunStore, 'open' | 'finishBatch'>;
  logger: Logger;
}

/**
 * Sees to runs that nobody sees to any more: sends batches that a planner died over, and ends runs whose batches are
 * overdue, as those are that were killed each time that they were tried. One run's failure keeps from no other, and every
 * run is seen to again the next time until it is ended. Answers how many it ended.
 */
export async function sweepRuns(ports: SweepPorts): Promise<number> {
  let ended = 0;
  for (const progress of await ports.runs.open()) {
    const logger = ports.logger.child({ runId: progress.plan.runId });
    try {
      if (await sweep(progress, ports, logger)) ended += 1;
    } catch (error) {
      logger.error({ err: error }, 'overdue run could not be ended');
      const age = ports.clock().getTime() - Date.parse(progress.plan.startedAt);
      if (age > GIVEN_UP_MS) await ports.runs.close(progress.plan.runId);
    }
  }
  return ended;
}

/** Tells whether it ended the run. */
async function sweep(progress: RunProgress, ports: SweepPorts, logger: Logger): Promise<boolean> {
  const { plan, batchesSent, progressedAt } = progress;
  const idleMs = ports.clock().getTime() - Date.parse(progressedAt);
  if (idleMs > (isOver(progress) ? STALLED_MS : OVERDUE_MS)) {
    await endRun(await giveUpBatches(progress, ports, logger), ports, logger);
    return true;
  }
  if (idleMs > STALLED_MS && batchesSent < plan.batches) {
    logger.warn(
      { batchesSent, batches: plan.batches },
      'the planner died over this run: its batches are sent',
    );
    await sendBatches(progress, ports);
  }
  return false;
}

/** Names the symbols of batches that nothing came of as lost; answers how far the run is then. */
async function giveUpBatches(
  progress: RunProgress,
  { runs, clock }: SweepPorts,
  logger: Logger,
): Promise<RunProgress> {
  if (isOver(progress)) return progress;
  let latest = progress;
  for (const batch of await runs.batches(progress.plan.runId)) {
    const { symbols, outcome } = batch;
    if (outcome === null) logger.error({ batch: batch.batch, symbols }, 'batch lost');
    // One with an outcome may not be counted yet, if whoever stored it died just then.
    const lost = lostOutcome(batch, 'nothing came of its batch in time', clock());
    latest = await runs.finishBatch(progress.plan.runId, outcome ?? lost);
  }
  return latest;
}
