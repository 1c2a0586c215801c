import { queues, updateOrder, type UpdatePlan } from '@marketscope/contracts';
import {
  createBatchHandler,
  createQueueDispatch,
  isQueueEvent,
  type Invocation,
} from '@marketscope/messaging';
import type { SQSBatchResponse } from 'aws-lambda';
import { planUpdate, type PlannerPorts } from './planning/planner.ts';
import { updateBatch, type BatchPorts } from './updating/batch.ts';

/** Everything the service reaches. */
export type StockUpdaterPorts = PlannerPorts & BatchPorts;

/**
 * The service as one function: messages of `market-updates` are batches to update, any other invocation is an order to its
 * planner.
 */
export function createStockUpdater(
  ports: StockUpdaterPorts,
): (event: unknown, invocation: Invocation) => Promise<SQSBatchResponse | UpdatePlan> {
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
  return async (event, invocation) =>
    isQueueEvent(event) ? handleBatches(event, invocation) : planUpdate(updateOrder.parse(event), ports);
}
