import type { UpdateBatch } from '@marketscope/contracts';
import type { BatchOutcome, RunProgress, RunStore } from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { endRun, type EndPorts } from './run-end.ts';
import { updateSymbols, type UpdatePorts } from './symbols.ts';

/** What updating a batch needs. */
export type BatchPorts = UpdatePorts & EndPorts & { runs: Pick<RunStore, 'batch' | 'finishBatch'> };

/** What of a message's delivery a batch needs to know. */
export interface BatchDelivery {
  remainingTimeMs: () => number;
  /** Whether the batch becomes a dead letter if it fails this time. */
  isLast: boolean;
  logger: Logger;
}

/**
 * Updates the symbols of one batch, and tells its run of it; the batch that ends a run ends it. A symbol without a price is
 * skipped and named in the run's result; what we fail at ourselves fails the batch, after every symbol has had its turn, so
 * that it is delivered again. Done again, a batch changes nothing that it has changed already.
 *
 * When a batch fails for the last time, its symbols are named as lost, so that its run ends without it. If it is done later
 * after all, out of the dead-letter queue, its prices and alerts are as good as any, and its run stays as it was told of.
 */
export async function updateBatch(
  batch: UpdateBatch,
  ports: BatchPorts,
  { remainingTimeMs, isLast, logger }: BatchDelivery,
): Promise<void> {
  try {
    const known = await ports.runs.batch(batch.runId, batch.batch);
    const outcome =
      known?.outcome?.lost === false
        ? known.outcome
        : await outcomeOf(batch, ports, { remainingTimeMs, logger });
    await finish(batch, outcome, ports, logger);
  } catch (error) {
    if (isLast) await giveUp(batch, ports, logger);
    throw error;
  }
}

async function outcomeOf(
  batch: UpdateBatch,
  ports: BatchPorts,
  { remainingTimeMs, logger }: Pick<BatchDelivery, 'remainingTimeMs' | 'logger'>,
): Promise<BatchOutcome> {
  const { failed, prices } = await updateSymbols(batch, ports, remainingTimeMs());
  for (const { symbol, reason, detail } of failed) logger.warn({ symbol, reason, detail }, 'symbol skipped');
  logger.info({ updated: prices.length, failed: failed.length }, 'batch updated');
  return { batch: batch.batch, finishedAt: ports.clock().toISOString(), lost: false, failed, prices };
}

async function finish(
  { runId }: UpdateBatch,
  outcome: BatchOutcome,
  ports: BatchPorts,
  logger: Logger,
): Promise<void> {
  const progress = await ports.runs.finishBatch(runId, outcome);
  if (isOver(progress)) await endRun(progress, ports, logger);
}

/** Whether all batches of a run are done, and its end is not. */
export function isOver({ plan, batchesDone, isOpen }: RunProgress): boolean {
  return isOpen && batchesDone === plan.batches;
}

/** Names a batch's symbols as lost. If that fails too, the sweep does it later. */
async function giveUp(batch: UpdateBatch, ports: BatchPorts, logger: Logger): Promise<void> {
  try {
    const detail = 'its batch failed each time that it was tried';
    await finish(batch, lostOutcome(batch, detail, ports.clock()), ports, logger);
    logger.error({ symbols: batch.symbols }, 'batch lost');
  } catch (error) {
    logger.error({ err: error }, 'a lost batch could not be told of; the sweep of runs will');
  }
}

/** The outcome of a batch that nothing came of. */
export function lostOutcome(
  { batch, symbols }: Pick<UpdateBatch, 'batch' | 'symbols'>,
  detail: string,
  at: Date,
): BatchOutcome {
  const failed = symbols.map((symbol) => ({ symbol, reason: 'batch-lost' as const, detail }));
  return { batch, finishedAt: at.toISOString(), lost: true, failed, prices: [] };
}
