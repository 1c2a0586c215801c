import type { QueueName } from '@marketscope/contracts';
import type { SQSEvent } from 'aws-lambda';
import type { BatchHandler } from './batch-handler.ts';

/** Tells whether an invocation comes from an SQS event source. */
export function isQueueEvent(event: unknown): event is SQSEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'Records' in event &&
    Array.isArray(event.Records) &&
    event.Records.every(
      (record: unknown) =>
        typeof record === 'object' &&
        record !== null &&
        'eventSource' in record &&
        record.eventSource === 'aws:sqs',
    )
  );
}

/**
 * Lets one function consume several queues, each with its own handler, by the queue's name in the topology; a
 * deployment's name of it ends in that (`marketscope-prod-deliveries`).
 * @throws TypeError for a batch of another queue: the invocation fails, so its messages are received again
 */
export function createQueueDispatch(handlers: Partial<Record<QueueName, BatchHandler>>): BatchHandler {
  return async (event, invocation) => {
    const [record] = event.Records;
    if (!record) return { batchItemFailures: [] };
    const deployedName = record.eventSourceARN.split(':').at(-1) ?? '';
    const handler = Object.entries(handlers).find(
      ([queue]) => deployedName === queue || deployedName.endsWith(`-${queue}`),
    )?.[1];
    if (!handler) throw new TypeError(`this function does not consume ${deployedName}`);
    return handler(event, invocation);
  };
}
