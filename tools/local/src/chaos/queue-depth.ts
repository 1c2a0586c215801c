import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

const POLL_MS = 100;

/** Messages of a queue: those that wait and those that are being handled. */
export async function queueDepth(sqs: SQSClient, url: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

/** Waits until queues hold nothing: no message waits and none is being handled. */
export async function queuesEmpty(sqs: SQSClient, urls: readonly string[]): Promise<void> {
  for (;;) {
    const depths = await Promise.all(urls.map((url) => queueDepth(sqs, url)));
    if (depths.every((depth) => depth === 0)) return;
    await pause(POLL_MS);
  }
}

/** Sends dead letters back to the queue they come from, as an operator does; answers how many. */
export async function redrive(sqs: SQSClient, { from, to }: { from: string; to: string }): Promise<number> {
  let count = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return count;
    for (const { Body, ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      count += 1;
    }
  }
}
