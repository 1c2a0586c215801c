import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';

/** What Lambda invokes a function with for messages of a queue: each body as it is, or as JSON when it is no text. */
export function queueEvent(
  queue: string,
  bodies: readonly unknown[],
  { receiveCount = 1 }: { receiveCount?: number } = {},
): SQSEvent {
  return {
    Records: bodies.map((body) => ({
      messageId: randomUUID(),
      receiptHandle: randomUUID(),
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: '0',
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:marketscope-test-${queue}`,
      awsRegion: 'us-east-1',
    })),
  };
}

/** An invocation that has this much time left, however long it takes. */
export function invocationWith(remainingMs: number): { getRemainingTimeInMillis(): number } {
  return { getRemainingTimeInMillis: () => remainingMs };
}
