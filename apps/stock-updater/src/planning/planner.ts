import type { UpdateBatch, UpdateOrder, UpdatePlan } from '@marketscope/contracts';
import {
  defaultUniverse,
  type AlertStore,
  type MarketTimeline,
  type MessageSender,
  type RunPlan,
  type RunStore,
  type UniverseStore,
  type WatchlistStore,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';

/** Symbols of a batch: few enough that a batch ends well before its time-out when each is slow, and that many run at once. */
export const BATCH_SYMBOLS = 25;

/** What the planner needs. */
export interface PlannerPorts {
  universe: UniverseStore;
  watchlists: Pick<WatchlistStore, 'symbols'>;
  alerts: Pick<AlertStore, 'symbols'>;
  runs: Pick<RunStore, 'begin' | 'progress'>;
  timeline: MarketTimeline;
  batches: MessageSender<UpdateBatch>;
  /** The wall clock. */
  clock: () => Date;
  newId: () => string;
  logger: Logger;
}

/**
 * Orders an update: decides its session and its symbols, stores the plan, and sends its batches. The same order again, as
 * the scheduler sends it when an answer was lost, is the same run: what was planned is sent once more, and the batches fold
 * what they did already.
 */
export async function planUpdate(order: UpdateOrder, ports: PlannerPorts): Promise<UpdatePlan> {
  const runId = runIdOf(order, ports.newId);
  const logger = ports.logger.child({ runId, trigger: order.trigger });
  const known = await ports.runs.progress(runId);
  const begun = known?.plan ?? (await begin(runId, order, ports));
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
  if (!known?.publishedAt) await ports.batches.send(batchesOf(begun));
  const { sessionDate, symbols, batches } = begun;
  logger.info(
    { sessionDate, symbols: symbols.length, batches, again: known !== undefined },
    'update ordered',
  );
  return { statusCode: 200, runId, sessionDate, symbols: symbols.length, batches, skipped: null };
}

async function begin(
  runId: string,
  order: UpdateOrder,
  { universe, watchlists, alerts, runs, timeline, clock }: PlannerPorts,
): Promise<RunPlan | { skipped: string }> {
  const now = clock();
  const session = await timeline.sessionFor({ runId, trigger: order.trigger, now, force: order.force });
  if ('skipped' in session) return session;
  const [listed, watched, alerted] = await Promise.all([
    universe.symbols(),
    watchlists.symbols(),
    alerts.symbols(),
  ]);
  const covered = listed.size > 0 ? listed : defaultUniverse;
  const symbols = [...new Set([...covered, ...watched, ...alerted])].toSorted();
  return runs.begin({
    runId,
    trigger: order.trigger,
    sessionDate: session.sessionDate,
    startedAt: now.toISOString(),
    symbols,
    batches: Math.ceil(symbols.length / BATCH_SYMBOLS),
  });
}

/** The run's batches: the same ones from the same plan. */
function batchesOf({ runId, trigger, sessionDate, startedAt, symbols, batches }: RunPlan): UpdateBatch[] {
  return Array.from({ length: batches }, (_, batch) => ({
    runId,
    batch,
    batches,
    trigger,
    sessionDate,
    startedAt,
    symbols: symbols.slice(batch * BATCH_SYMBOLS, (batch + 1) * BATCH_SYMBOLS),
    correlationId: runId,
  }));
}

/** A scheduled run is named by when it was due, any other by a new id. */
function runIdOf({ trigger, scheduledTime }: UpdateOrder, newId: () => string): string {
  return `${trigger}-${scheduledTime === undefined ? newId() : new Date(scheduledTime).toISOString()}`;
}
