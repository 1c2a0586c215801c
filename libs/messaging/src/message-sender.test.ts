import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMessageSender } from './message-sender.ts';

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

const queueUrl = () => cloud.resources.queues['deliveries'] ?? '';

async function received(): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for (;;) {
    const { Messages = [] } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl(), MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown));
  }
}

/** A client that counts its requests, and may answer in the place of SQS. */
function watched(answer: () => unknown = () => undefined): { sqs: SQSClient; requests: () => number } {
  let requests = 0;
  const sqs = new Proxy(cloud.clients.sqs, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: ReceiveMessageCommand) => {
        requests += 1;
        return answer() ?? target.send(command);
      };
    },
  });
  return { sqs, requests: () => requests };
}

it('sends every message, ten a request', async () => {
  const { sqs, requests } = watched();
  const messages = Array.from({ length: 23 }, (_, n) => ({ n }));
  await createMessageSender<{ n: number }>(sqs, queueUrl()).send(messages);
  expect(requests()).toBe(3);
  expect((await received()).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual(
    messages.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  );
});

it('sends fewer a request when they are large, counted in bytes', async () => {
  const { sqs, requests } = watched();
  const large = { text: '€'.repeat(80_000) };
  await createMessageSender<typeof large>(sqs, queueUrl()).send([large, large, large, large, large]);
  expect(requests()).toBe(2);
  expect(await received()).toHaveLength(5);
});

it('asks nothing of SQS for no messages', async () => {
  const { sqs, requests } = watched();
  await createMessageSender(sqs, queueUrl()).send([]);
  expect(requests()).toBe(0);
});

it('says what was refused', async () => {
  const { sqs } = watched(() => ({ Failed: [{ Id: '0', Code: 'InternalError', Message: 'try later' }] }));
  await expect(createMessageSender(sqs, queueUrl()).send(['a', 'b'])).rejects.toMatchObject({
    message: '1 of 2 messages were refused',
    errors: [expect.objectContaining({ message: 'InternalError: try later' })],
  });
});
