import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { makeEvent } from '@marketscope/contracts';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEventPublisher } from './event-publisher.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

const registered = makeEvent({
  type: 'user.registered.v1',
  id: 'registered#ada',
  source: 'chat-api',
  subject: 'ada',
  time: new Date('2026-11-20T21:00:00.000Z'),
  correlationId: 'request-1',
  data: { userId: 'ada', email: 'ada@example.com', name: 'Ada' },
});
const requested = makeEvent({
  type: 'mail.verification-requested.v1',
  id: 'verification#ada',
  source: 'chat-api',
  subject: 'ada',
  time: new Date('2026-11-20T21:00:00.000Z'),
  correlationId: 'request-1',
  data: {
    userId: 'ada',
    email: 'ada@example.com',
    tokenId: 'token-1',
    expiresAt: '2026-11-21T21:00:00.000Z',
  },
});

it('publishes to the topic of the type, whose subscribers get the event as it is', async () => {
  const publisher = createEventPublisher(cloud.clients.sns, cloud.resources.topics);
  // Nobody subscribes to the first, by its type: it must not reach the queue.
  await publisher.publish(requested);
  await publisher.publish(registered);

  const { Messages } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: cloud.resources.queues['notifications'], MaxNumberOfMessages: 10 }),
  );
  expect(Messages?.map(({ Body }) => JSON.parse(Body ?? '') as unknown)).toEqual([registered]);
});

it('refuses an event of a topic that the service does not publish to', async () => {
  const publisher = createEventPublisher(cloud.clients.sns, {
    alerts: cloud.resources.topics['alerts'] ?? '',
  });
  await expect(publisher.publish(registered)).rejects.toThrow('does not publish to account-events');
});
