import { cloudWatchAlarm, queues, updateOrder, type UpdatePlan } from '@marketscope/contracts';
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
import { updateBatch, type BatchPorts } from './updating/batch.ts';

/** Everything the service reaches. */
export type StockUpdaterPorts = PlannerPorts & BatchPorts & RestartPorts;

/**
 * The service as one function: messages of `market-updates` are batches to update, those of `alarms` may tell of a missed
 * update, any other invocation is an order to its planner.
 */
export function createStockUpdater(
  ports: StockUpdaterPorts,
): (event: unknown, invocation: Invocation) => Promise<SQSBatchResponse | UpdatePlan | undefined> {
  const handleBatches = createQueueDispatch({
    'market-updates': createBatchHandler({
      schema: queues['market-updates'],
      handle: (batch, { remainingTimeMs, logger }) =>
        updateBatch(batch, ports, {
          remainingTimeMs,
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
    if (!isTopicEvent(event)) return planUpdate(updateOrder.parse(event), ports);
    await handleAlarms(event, invocation);
    return undefined;
  };
}
