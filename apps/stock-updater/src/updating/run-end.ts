import type { EventPublisher, RunProgress, RunStore } from '@marketscope/domain';
import type { Logger, MetricSink } from '@marketscope/runtime';
import { completeScreen, type ScreenPorts } from '../screening/complete-screen.ts';
import { endEvent, statusOf } from './end-event.ts';

/** What ending a run needs. */
export interface EndPorts extends ScreenPorts {
  runs: Pick<RunStore, 'batches' | 'firings' | 'markPublished' | 'close'>;
  publisher: EventPublisher;
  metrics: MetricSink;
  /** The wall clock. */
  clock: () => Date;
}

/**
 * Ends a run whose batches are all done: publishes what came of it, completes the screen of a day, and closes the run. One
 * whose end is cut short is ended again; what is published again has the same id.
 */
export async function endRun(progress: RunProgress, ports: EndPorts, logger: Logger): Promise<void> {
  const { plan, publishedAt } = progress;
  if (publishedAt === null) await publishEnd(progress, ports, logger);
  if (plan.trigger === 'daily') await completeScreen(plan, ports, logger);
  await ports.runs.close(plan.runId);
}

async function publishEnd({ plan }: RunProgress, ports: EndPorts, logger: Logger): Promise<void> {
  const [batches, alertsTriggered] = await Promise.all([
    ports.runs.batches(plan.runId),
    ports.runs.firings(plan.runId),
  ]);
  const outcomes = batches.flatMap(({ outcome }) => outcome ?? []);
  const event = endEvent(plan, { outcomes, alertsTriggered });
  const status = statusOf(event);
  await ports.publisher.publish(event);
  if (!(await ports.runs.markPublished(plan.runId, status, ports.clock()))) return;
  const { requested, updated, failedCount, durationMs } = event.data;
  ports.metrics.record('StockUpdates', 'Count', updated);
  const told = { status, requested, updated, failedCount, durationMs, type: event.type };
  // The alarm of a missed update counts those that ended; the one that failed is missed too.
  if (event.type === 'market.update.failed.v1')
    logger.error({ ...told, reason: event.data.reason }, 'update failed');
  else logger.info(told, 'update ended');
}
