import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { MessageSender } from '@marketscope/domain';

/** Entries of one SendMessageBatch, and the bytes that a whole batch may hold. */
const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 1_000_000;

/**
 * Sends JSON messages to a queue in as few calls as they fit in.
 * @throws AggregateError when SQS refused some of them; the others were sent
 */
export function createMessageSender<Message>(client: SQSClient, queueUrl: string): MessageSender<Message> {
  return {
    async send(messages) {
      const refused: Error[] = [];
      for (const bodies of groups(messages.map((message) => JSON.stringify(message)))) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
          }),
        );
        refused.push(
          ...Failed.map(({ Code, Message }) => new Error(`${Code ?? 'refused'}: ${Message ?? ''}`)),
        );
      }
      if (refused.length > 0)
        throw new AggregateError(refused, `${refused.length} of ${messages.length} messages were refused`);
    },
  };
}

function* groups(bodies: string[]): Generator<string[]> {
  let group: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (group.length === MAX_ENTRIES || (group.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(body);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
