import {
  cloudWatchAlarm,
  queues,
  runSweep,
  updateOrder,
  type SweepAnswer,
  type UpdateOrder,
  type UpdatePlan,
} from '@marketscope/contracts';
import {
  createBatchHandler,
  createQueueDispatch,
  createTopicHandler,
  isQueueEvent,
  isTopicEvent,
  type Invocation,
} from '@marketscope/messaging';
import type { SQSBatchResponse } from 'aws-lambda';
import { planUpdate, type PlannerPorts } from './planning/planner.ts';
import { restartMissedUpdate, type RestartPorts } from './restarting/missed-update.ts';
import { sweepRuns, type SweepPorts } from './sweeping/sweep-runs.ts';
import { updateBatch, type BatchPorts } from './updating/batch.ts';

/** Everything the service reaches. */
export type StockUpdaterPorts = PlannerPorts & BatchPorts & RestartPorts & SweepPorts;

/**
 * The service as one function: messages of `market-updates` are batches to update, those of `alarms` may tell of a missed
 * update, any other invocation is an order to its planner. Each order is followed by a sweep of the runs that nothing comes
 * of any more, which a schedule orders by itself too.
 */
export function createStockUpdater(
  ports: StockUpdaterPorts,
): (
  event: unknown,
  invocation: Invocation,
) => Promise<SQSBatchResponse | UpdatePlan | SweepAnswer | undefined> {
  const handleBatches = createQueueDispatch({
    'market-updates': createBatchHandler({
      schema: queues['market-updates'],
      handle: (batch, { remainingTimeMs, isLastReceive, logger }) =>
        updateBatch(batch, ports, {
          remainingTimeMs,
          isLast: isLastReceive,
          logger: logger.child({ runId: batch.runId, batch: batch.batch }),
        }),
      logger: ports.logger,
    }),
  });
  const handleAlarms = createTopicHandler({
    schema: cloudWatchAlarm,
    handle: (alarm, context) => restartMissedUpdate(alarm, ports, context),
    logger: ports.logger,
  });
  return async (event, invocation) => {
    if (isQueueEvent(event)) return handleBatches(event, invocation);
    if (isTopicEvent(event)) {
      await handleAlarms(event, invocation);
      return undefined;
    }
    if (runSweep.safeParse(event).success) return { statusCode: 200, ended: await sweepRuns(ports) };
    return order(updateOrder.parse(event), ports);
  };
}

/** Orders an update, then sweeps: the order does not depend on what became of others. */
async function order(wanted: UpdateOrder, ports: StockUpdaterPorts): Promise<UpdatePlan> {
  const plan = await planUpdate(wanted, ports);
  try {
    await sweepRuns(ports);
  } catch (error) {
    ports.logger.error({ err: error }, 'runs could not be swept');
  }
  return plan;
}
