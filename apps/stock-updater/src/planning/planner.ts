import { MAX_BATCH_SYMBOLS, type UpdateOrder, type UpdatePlan } from '@marketscope/contracts';
import type { MarketDataProvider, MarketTimeline, RunProgress, RunStore } from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { coveredSymbols, type CoveragePorts } from './covered-symbols.ts';
import { sendBatches, type SendingPorts } from './send-batches.ts';

/** What the planner needs. */
export interface PlannerPorts extends CoveragePorts, SendingPorts {
  provider: Pick<MarketDataProvider, 'batchSize'>;
  runs: Pick<RunStore, 'begin' | 'progress' | 'batches' | 'markSent'>;
  timeline: MarketTimeline;
  newId: () => string;
  logger: Logger;
}

/**
 * Orders an update: decides its session and its symbols, stores the plan, and sends its batches. The same order again, as
 * the scheduler sends it when an answer was lost, is the same run: what is not done of its plan is sent once more, and the
 * batches fold what they did already.
 */
export async function planUpdate(order: UpdateOrder, ports: PlannerPorts): Promise<UpdatePlan> {
  const runId = runIdOf(order, ports.newId);
  const logger = ports.logger.child({ runId, trigger: order.trigger });
  const known = await ports.runs.progress(runId);
  const begun = known ?? (await begin(runId, order, ports, logger));
  if ('skipped' in begun) {
    logger.info({ reason: begun.skipped }, 'update skipped');
    return {
      statusCode: 200,
      runId: null,
      sessionDate: null,
      symbols: 0,
      batches: 0,
      skipped: begun.skipped,
    };
  }
  if (begun.publishedAt === null) await sendBatches(begun, ports);
  const { sessionDate, requested, batches } = begun.plan;
  logger.info({ sessionDate, symbols: requested, batches, again: known !== undefined }, 'update ordered');
  return { statusCode: 200, runId, sessionDate, symbols: requested, batches, skipped: null };
}

async function begin(
  runId: string,
  order: UpdateOrder,
  ports: PlannerPorts,
  logger: Logger,
): Promise<RunProgress | { skipped: string }> {
  const now = ports.clock();
  const session = await ports.timeline.sessionFor({
    runId,
    trigger: order.trigger,
    // An order that comes late is still for the session that it was due for.
    now: order.scheduledTime === undefined ? now : new Date(order.scheduledTime),
    force: order.force,
  });
  if ('skipped' in session) return session;
  const symbols = await coveredSymbols(ports, logger);
  return ports.runs.begin({
    runId,
    trigger: order.trigger,
    sessionDate: session.sessionDate,
    startedAt: now.toISOString(),
    batches: inBatches(symbols, batchSymbols(ports.provider)),
  });
}

/** Symbols of a batch: as many as it may have, in whole calls to the provider where that tells of fewer at a time. */
function batchSymbols({ batchSize }: PlannerPorts['provider']): number {
  const calls = Math.max(1, Math.floor(MAX_BATCH_SYMBOLS / batchSize));
  return Math.min(MAX_BATCH_SYMBOLS, calls * batchSize);
}

function inBatches(symbols: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(symbols.length / size) }, (_, batch) =>
    symbols.slice(batch * size, (batch + 1) * size),
  );
}

/** A scheduled run is named by when it was due, any other by a new id. */
function runIdOf({ trigger, scheduledTime }: UpdateOrder, newId: () => string): string {
  return scheduledTime === undefined
    ? `${trigger}-${newId()}`
    : scheduledRunId(trigger, new Date(scheduledTime));
}

/** Id of the run that was due at an instant: the same whoever orders it. */
export function scheduledRunId(trigger: UpdateOrder['trigger'], dueAt: Date): string {
  return `${trigger}-${dueAt.toISOString()}`;
}
