import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@marketscope/runtime';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import PQueue from 'p-queue';
import type { z } from 'zod';
import { claimedId, parseMessage } from './message-body.ts';

/** What of a Lambda invocation a batch needs to know. */
export type Invocation = Pick<Context, 'getRemainingTimeInMillis'>;

/** Answers an invocation by an SQS event source that has `ReportBatchItemFailures`. */
export type BatchHandler = (event: SQSEvent, invocation: Invocation) => Promise<SQSBatchResponse>;

/** What a message's handler knows beside the message. */
export interface MessageContext {
  /** SQS's id of the message: the same each time that it is received. */
  messageId: string;
  /** How often it has been received, this time included. */
  receiveCount: number;
  /** Whether it becomes a dead letter if it fails this time. */
  isLastReceive: boolean;
  /** Milliseconds that its handler still has, less what the batch needs to answer. */
  remainingTimeMs(): number;
  /** Aborts when that time is over: the message has then failed. */
  signal: AbortSignal;
  /** Writes the message's ids with every line. */
  logger: Logger;
}

export interface BatchHandlerOptions<Schema extends z.ZodType> {
  /** Contract of the queue's messages. */
  schema: Schema;
  /** Handles one message; what it throws fails that message alone. */
  handle(message: z.output<Schema>, context: MessageContext): Promise<void>;
  logger: Logger;
  /** Messages of a batch that are handled at once; 1 unless given. */
  parallelism?: number;
  /** Receives before SQS moves a message to the dead-letter queue; 5 unless given, as in the topology. */
  maxReceiveCount?: number;
}

/** Time kept for the answer, so that one slow message can't time the function out and so fail the whole batch. */
const ANSWER_MS = 500;
const ANSWER_SHARE = 0.1;

/**
 * Makes the handler of a queue's batches. A message that does not fit its schema, whose handler throws, or for which
 * the time runs out is answered as failed, so that SQS delivers it again and in the end to the dead-letter queue;
 * the reason is logged each time, as an error on the last.
 *
 * @example
 * const handle = createBatchHandler({ schema: queues['market-updates'], handle: (batch) => update(batch), logger });
 * export const handler = createQueueDispatch({ 'market-updates': handle });
 */
export function createBatchHandler<Schema extends z.ZodType>({
  schema,
  handle,
  logger,
  parallelism = 1,
  maxReceiveCount = 5,
}: BatchHandlerOptions<Schema>): BatchHandler {
  return async (event, invocation) => {
    const startMs = invocation.getRemainingTimeInMillis();
    const answerMs = Math.min(ANSWER_MS, startMs * ANSWER_SHARE);
    const remainingTimeMs = (): number => Math.max(0, invocation.getRemainingTimeInMillis() - answerMs);
    const signal = AbortSignal.timeout(Math.floor(remainingTimeMs()));
    const running = new PQueue({ concurrency: parallelism });

    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const receiveCount = Number(record.attributes.ApproximateReceiveCount);
      const ids = { messageId: record.messageId, eventId: claimedId(record.body), receiveCount };
      try {
        await running.add(
          () =>
            handle(parseMessage(schema, record.body), {
              messageId: record.messageId,
              receiveCount,
              isLastReceive: receiveCount >= maxReceiveCount,
              remainingTimeMs,
              signal,
              logger: logger.child(ids),
            }),
          { signal },
        );
      } catch (error) {
        if (receiveCount < maxReceiveCount)
          logger.warn({ ...ids, err: error }, 'message failed and will be received again');
        else
          logger.error(
            { ...ids, err: error },
            'message failed on its last receive: it becomes a dead letter',
          );
        throw error;
      }
    };
    return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
  };
}
