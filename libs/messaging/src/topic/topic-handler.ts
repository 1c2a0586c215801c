import type { Logger } from '@marketscope/runtime';
import type { SNSEvent } from 'aws-lambda';
import type { z } from 'zod';
import type { Invocation } from '../batch/batch-handler.ts';
import { parseMessage } from '../batch/message-body.ts';

/** What the handler of a topic's message knows beside the message. */
export interface TopicMessageContext {
  /** The deployment's name of the topic, e.g. `marketscope-prod-alarms`. */
  topicName: string;
  /** Milliseconds that the invocation still has. */
  remainingTimeMs(): number;
  /** Writes the message's id with every line. */
  logger: Logger;
}

/** Tells whether an invocation comes from a topic, without a queue between. */
export function isTopicEvent(event: unknown): event is SNSEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'Records' in event &&
    Array.isArray(event.Records) &&
    event.Records.length > 0 &&
    event.Records.every(
      (record: unknown) =>
        typeof record === 'object' &&
        record !== null &&
        'EventSource' in record &&
        record.EventSource === 'aws:sns',
    )
  );
}

/**
 * Makes the handler of a topic that invokes the function directly. A message that does not fit its schema, or whose handler
 * throws, fails the invocation, which Lambda then repeats twice, after one minute and after two.
 */
export function createTopicHandler<Schema extends z.ZodType>({
  schema,
  handle,
  logger,
}: {
  /** Contract of the topic's messages. */
  schema: Schema;
  handle(message: z.output<Schema>, context: TopicMessageContext): Promise<void>;
  logger: Logger;
}): (event: SNSEvent, invocation: Invocation) => Promise<void> {
  return async (event, invocation) => {
    for (const { Sns } of event.Records) {
      const messageLogger = logger.child({ messageId: Sns.MessageId });
      try {
        await handle(parseMessage(schema, Sns.Message), {
          topicName: Sns.TopicArn.split(':').at(-1) ?? '',
          remainingTimeMs: () => invocation.getRemainingTimeInMillis(),
          logger: messageLogger,
        });
      } catch (error) {
        messageLogger.error({ err: error, topic: Sns.TopicArn }, 'a topic’s message failed');
        throw error;
      }
    }
  };
}
