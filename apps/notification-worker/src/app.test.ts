import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { PublishCommand } from '@aws-sdk/client-sns';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { QueueName } from '@marketscope/contracts';
import { createEventPublisher, createMessageSender, createSmtpSender } from '@marketscope/messaging';
import {
  createDeliveryStore,
  createInboxStore,
  createPeopleReader,
  createQuoteStore,
  createRecipientStore,
  createWatchlistStore,
} from '@marketscope/stores';
import {
  captureLogger,
  createFakeMetricSink,
  invocationWith,
  queueEvent,
  startLocalCloud,
  startMailSink,
  type LocalCloud,
  type MailSink,
} from '@marketscope/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNotificationWorker } from './app.ts';
import { pageLinks } from './messages/message.ts';
import { alarmChanged, alertTriggered, aQuote, updateCompleted } from './testing/sample-events.ts';

let cloud: LocalCloud;
let sink: MailSink;
beforeAll(async () => {
  [cloud, sink] = await Promise.all([startLocalCloud(), startMailSink()]);
});
afterAll(() => Promise.all([cloud.stop(), sink.stop()]));

function setUp() {
  const { documents, sns, sqs } = cloud.clients;
  const { tables, queues, topics } = cloud.resources;
  const table = (name: string): string => tables[name] ?? '';
  const ports = {
    recipients: createRecipientStore({ documents, table: table('recipients') }),
    pages: createMessageSender(sqs, queues['deliveries'] ?? ''),
    people: createPeopleReader({ documents, table: table('users') }),
    watchlists: createWatchlistStore({ documents, table: table('watchlists') }),
    quotes: createQuoteStore({ documents, table: table('quotes') }),
    deliveries: createDeliveryStore({ documents, table: table('deliveries') }),
    inbox: createInboxStore({ documents, table: table('notifications') }),
    mail: createSmtpSender({ url: sink.url, from: 'MarketScope <no-reply@marketscope.example>' }),
    mailFrom: 'MarketScope <no-reply@marketscope.example>',
    operators: { emails: ['operator@example.com'], slack: async () => undefined, sms: undefined },
    links: pageLinks('https://marketscope.example'),
    metrics: createFakeMetricSink(),
  };
  const worker = createNotificationWorker({ ...ports, logger: captureLogger().logger });
  return {
    ports,
    publisher: createEventPublisher(sns, topics),
    addPerson: (id: string) =>
      documents.send(
        new PutCommand({
          TableName: table('users'),
          Item: {
            userId: id,
            email: `${id}@example.com`,
            name: id,
            createdAt: '2026-11-20T15:00:00.000Z',
            passwordHash: '$argon2id$…',
          },
        }),
      ),
    /** Hands the worker what its queue holds. */
    async receive(queue: QueueName): Promise<void> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queues[queue], MaxNumberOfMessages: 10 }),
      );
      expect(Messages).not.toEqual([]);
      const event = queueEvent(
        queue,
        Messages.map(({ Body }) => Body),
      );
      expect(await worker(event, invocationWith(30_000))).toEqual({ batchItemFailures: [] });
    },
  };
}

it('tells of an alert that was published, over queues, tables and SMTP', async () => {
  const { ports, publisher, addPerson, receive } = setUp();
  await addPerson('ada');
  await publisher.publish(alertTriggered());
  await receive('notifications');
  await receive('deliveries');

  expect((await ports.inbox.list('ada', { limit: 10 })).items).toMatchObject([
    { title: 'AAPL is at $140.25' },
  ]);
  expect(sink.mails.splice(0)).toMatchObject([
    {
      to: 'ada@example.com',
      from: 'no-reply@marketscope.example',
      messageId: expect.stringMatching(/^[0-9a-f]{40}@marketscope\.example$/),
      text: expect.stringContaining('AAPL is at or above $140.00'),
      html: expect.stringContaining('AAPL is at $140.25'),
    },
  ]);
});

it('sums up the day for each person by their own watchlist', async () => {
  const { ports, publisher, addPerson, receive } = setUp();
  for (const id of ['bob', 'eve']) {
    await addPerson(id);
    await ports.recipients.add('daily-summary', id);
  }
  await ports.watchlists.add('bob', { symbol: 'AAPL', name: null, addedAt: '2026-11-20T15:00:00.000Z' });
  await ports.quotes.putIfNewer(aQuote());
  await publisher.publish(updateCompleted());
  await receive('notifications');
  await receive('deliveries');

  const mails = sink.mails.splice(0);
  expect(mails.map(({ to }) => to).toSorted()).toEqual(['bob@example.com', 'eve@example.com']);
  const textTo = (address: string) => mails.find(({ to }) => to === address)?.text;
  expect(textTo('bob@example.com')).toContain('AAPL  $140.25  ▲ +1.26% (+$1.75)');
  expect(textTo('eve@example.com')).toContain('Your watchlist is empty');
});

it('tells operators of an alarm that CloudWatch publishes to its topic', async () => {
  const { receive } = setUp();
  await cloud.clients.sns.send(
    new PublishCommand({
      TopicArn: cloud.resources.topics['alarms'],
      Subject: 'ALARM: "marketscope-prod-api-latency" in US East (N. Virginia)',
      Message: JSON.stringify(alarmChanged()),
    }),
  );
  await receive('notifications');
  expect(sink.mails.splice(0)).toMatchObject([
    { to: 'operator@example.com', subject: expect.stringContaining('prod: The API’s first byte takes') },
  ]);
});
