import { makeEvent, MAX_UPDATE_PRICES, type EventOf } from '@marketscope/contracts';
import type { BatchOutcome, EventPublisher, RunPlan, RunStore } from '@marketscope/domain';
import type { Logger, MetricSink } from '@marketscope/runtime';

/** Failures that an update's event names at the most. */
const MAX_NAMED_FAILURES = 100;

/** What ending a run needs. */
export interface EndPorts {
  runs: Pick<RunStore, 'outcomes' | 'markPublished'>;
  publisher: EventPublisher;
  metrics: MetricSink;
  /** The wall clock. */
  clock: () => Date;
}

type RunEnd = EventOf<'market.update.completed.v1'> | EventOf<'market.update.failed.v1'>;

/**
 * Publishes what came of a run whose batches are all done, and marks it as published. The event is made of what is stored
 * alone, so two batches that end at once, or one that is delivered again, publish the same event under the same id.
 */
export async function publishEnd(plan: RunPlan, ports: EndPorts, logger: Logger): Promise<void> {
  const event = runEnd(plan, await ports.runs.outcomes(plan.runId));
  await ports.publisher.publish(event);
  if (!(await ports.runs.markPublished(plan.runId, ports.clock()))) return;
  const { requested, updated, failedCount, durationMs } = event.data;
  ports.metrics.record('StockUpdates', 'Count', updated);
  logger.info({ requested, updated, failedCount, durationMs, type: event.type }, 'update ended');
}

/** The event that tells of a run: that it failed when no symbol has a price, else that it is complete. */
export function runEnd(plan: RunPlan, outcomes: readonly BatchOutcome[]): RunEnd {
  const { runId, trigger, sessionDate, startedAt } = plan;
  const failed = outcomes.flatMap((outcome) => outcome.failed);
  const prices = outcomes.flatMap((outcome) => outcome.prices);
  const finishedAt = outcomes
    .map((outcome) => outcome.finishedAt)
    .reduce((a, b) => (a > b ? a : b), startedAt);
  const update = {
    runId,
    trigger,
    sessionDate,
    startedAt,
    finishedAt,
    durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
    requested: plan.symbols.length,
    updated: prices.length,
    failedCount: failed.length,
    failed: failed.slice(0, MAX_NAMED_FAILURES),
  };
  const about = {
    source: 'stock-updater',
    subject: sessionDate,
    time: new Date(finishedAt),
    correlationId: runId,
  };
  const [firstFailure] = failed;
  if (prices.length === 0 && firstFailure)
    return makeEvent({
      ...about,
      type: 'market.update.failed.v1',
      id: `${runId}#failed`,
      data: { ...update, reason: `no symbol has a price; of ${firstFailure.symbol}: ${firstFailure.detail}` },
    });
  return makeEvent({
    ...about,
    type: 'market.update.completed.v1',
    id: `${runId}#completed`,
    data: {
      ...update,
      alertsTriggered: outcomes.reduce((sum, outcome) => sum + outcome.alertsTriggered, 0),
      prices: prices.toSorted((a, b) => move(b) - move(a)).slice(0, MAX_UPDATE_PRICES),
    },
  });
}

/** How far a price moved, up or down; one whose move is not known comes last. */
function move({ changePercent }: { changePercent: number | null }): number {
  return changePercent === null ? -1 : Math.abs(changePercent);
}
