import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { LocalCloud } from '@marketscope/testing';

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

/** Waits until at most `most` messages of a queue wait to be received. */
export async function atMostWaiting(sqs: SQSClient, url: string, most: number): Promise<void> {
  for (;;) {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    if (Number(Attributes.ApproximateNumberOfMessages) <= most) return;
    await pause(POLL_MS);
  }
}

/**
 * Waits until queues are empty, sending dead letters back until there are none.
 * @returns how many were sent back
 */
export async function allHandled(
  { clients: { sqs }, resources }: LocalCloud,
  names: readonly string[],
): Promise<number> {
  const urls = names.map((name) => resources.queues[name] ?? '');
  let redriven = 0;
  for (;;) {
    await queuesEmpty(sqs, urls);
    let moved = 0;
    for (const [index, name] of names.entries())
      moved += await redrive(sqs, { from: resources.deadLetterQueues[name] ?? '', to: urls[index] ?? '' });
    if (moved === 0) return redriven;
    redriven += moved;
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

/** Receives all that a queue holds, and answers the bodies. */
export async function receiveAll(sqs: SQSClient, url: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
}
