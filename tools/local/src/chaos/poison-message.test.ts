import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { createInboxStore } from '@marketscope/stores';
import { afterEach, expect, it } from 'vitest';
import { startHostedWorker, type HostedWorker } from './hosted-worker.ts';
import { addPeople, publishEvents, type Expected } from './load.ts';
import { queueDepth, queuesEmpty } from './queue-depth.ts';

let hosted: HostedWorker | undefined;
afterEach(() => hosted?.stop());

it(
  'handles nine messages and puts the poisonous tenth aside after five receives, with its reason logged',
  { timeout: 60_000 },
  async () => {
    hosted = await startHostedWorker();
    const { cloud, mailSink } = hosted;
    const { sqs, documents } = cloud.clients;
    const { queues, deadLetterQueues, tables } = cloud.resources;
    const people = await addPeople(cloud, 1);
    const expected: Expected = new Map();

    const poison = JSON.stringify({ id: 'poison', type: 'alert.triggered.v1', data: { price: 'a lot' } });
    await sqs.send(new SendMessageCommand({ QueueUrl: queues['notifications'], MessageBody: poison }));
    await publishEvents(cloud, { count: 9, people, expected });
    await queuesEmpty(sqs, [queues['notifications'] ?? '', queues['deliveries'] ?? '']);

    const inbox = createInboxStore({ documents, table: tables['notifications'] ?? '' });
    expect((await inbox.list('person-0', { limit: 100 })).items).toHaveLength(9);
    // A worker that took longer than its second was stopped, and may have sent one again under the same id.
    expect(new Set(mailSink.mails.map(({ messageId }) => messageId)).size).toBe(9);

    expect(await queueDepth(sqs, deadLetterQueues['notifications'] ?? '')).toBe(1);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: deadLetterQueues['notifications'] }),
    );
    expect(Messages?.map(({ Body }) => Body)).toEqual([poison]);
    const reasons = (await hosted.log()).filter(({ eventId }) => eventId === 'poison');
    expect(reasons).toMatchObject(
      ['warn', 'warn', 'warn', 'warn', 'error'].map((level, index) => ({
        level,
        receiveCount: index + 1,
        err: { code: 'invalid-message', message: expect.stringContaining('data.price') },
      })),
    );
  },
);
