import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Topology } from '@marketscope/contracts/topology';
import { afterEach, expect, it, vi } from 'vitest';
import { readTopology, startLocalCloud, type LocalCloud } from './local-cloud.ts';

let cloud: LocalCloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

it('delivers to a queue what its subscription lets through, raw', async () => {
  cloud = await startLocalCloud();
  const TopicArn = cloud.resources.topics['account-events'];
  const publish = (type: string) =>
    cloud?.clients.sns.send(
      new PublishCommand({
        TopicArn,
        Message: JSON.stringify({ type }),
        MessageAttributes: { type: { DataType: 'String', StringValue: type } },
      }),
    );
  await publish('mail.verification-requested.v1');
  await publish('user.registered.v1');

  const { Messages } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: cloud.resources.queues['notifications'], MaxNumberOfMessages: 10 }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual([JSON.stringify({ type: 'user.registered.v1' })]);
});

it('delivers what has no type where the subscription lists none', async () => {
  cloud = await startLocalCloud();
  const Message = JSON.stringify({ AlarmName: 'an-alarm' });
  await cloud.clients.sns.send(new PublishCommand({ TopicArn: cloud.resources.topics['alarms'], Message }));

  const { Messages } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: cloud.resources.queues['notifications'] }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual([Message]);
});

it('gives every queue six times its consumer’s time-out and a dead-letter queue after five receives', async () => {
  cloud = await startLocalCloud();
  const { Attributes } = await cloud.clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: cloud.resources.queues['market-updates'],
      AttributeNames: ['All'],
    }),
  );
  const timeout = cloud.topology.services['stock-updater']?.timeoutSeconds ?? 0;
  expect(Number(Attributes?.['VisibilityTimeout'])).toBe(6 * timeout);
  expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}')).toMatchObject({ maxReceiveCount: 5 });
});

it('makes tables with their indexes', async () => {
  cloud = await startLocalCloud();
  const { Table } = await cloud.clients.dynamodb.send(
    new DescribeTableCommand({ TableName: cloud.resources.tables['price-alerts'] }),
  );
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).toSorted()).toEqual([
    'armed',
    'due',
    'waiting',
  ]);
});

it('keeps rows and messages over a restart in a data folder', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'local-cloud-'));
  const madeAt = async ({ clients, resources }: LocalCloud): Promise<(Date | undefined)[]> =>
    Promise.all(
      Object.values(resources.tables).map(async (TableName) => {
        const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName }));
        return Table?.CreationDateTime;
      }),
    );
  try {
    cloud = await startLocalCloud({ dataDir });
    const tablesMadeAt = await madeAt(cloud);
    const row = { symbol: 'AAPL', price: 139.35 };
    await cloud.clients.documents.send(
      new PutCommand({ TableName: cloud.resources.tables['quotes'], Item: row }),
    );
    await cloud.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: cloud.resources.queues['deliveries'], MessageBody: 'kept' }),
    );
    await cloud.stop();

    cloud = await startLocalCloud({ dataDir });
    expect(await madeAt(cloud)).toEqual(tablesMadeAt);
    const { Item } = await cloud.clients.documents.send(
      new GetCommand({ TableName: cloud.resources.tables['quotes'], Key: { symbol: 'AAPL' } }),
    );
    const { Messages } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.resources.queues['deliveries'] }),
    );
    expect(Item).toEqual(row);
    expect(Messages?.[0]?.Body).toBe('kept');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('listens on loopback alone', async () => {
  cloud = await startLocalCloud();
  const { port } = new URL(cloud.emulators.awsEndpoint);
  const elsewhere = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  await expect(fetch(`http://127.0.0.1:${port}/health`)).resolves.toHaveProperty('status', 200);
  if (elsewhere) await expect(fetch(`http://${elsewhere.address}:${port}/health`)).rejects.toThrow();
});

it('reaches its queues from a process that knows no more than its environment', async () => {
  cloud = await startLocalCloud();
  const QueueUrl = cloud.resources.queues['deliveries'];
  for (const [name, value] of Object.entries(cloud.environment)) vi.stubEnv(name, value);
  const sqs = new SQSClient({});
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'sent' }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['sent']);
});

it('delivers by the subscriptions of today after a restart with others', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'local-cloud-'));
  const topology = await readTopology();
  const delivered = async (subscriptions: Topology['subscriptions']): Promise<string[]> => {
    cloud = await startLocalCloud({ dataDir, topology: { ...topology, subscriptions } });
    for (const type of ['alert.triggered.v1', 'screen.entrant.v1'])
      await cloud.clients.sns.send(
        new PublishCommand({
          TopicArn: cloud.resources.topics['alerts'],
          Message: type,
          MessageAttributes: { type: { DataType: 'String', StringValue: type } },
        }),
      );
    const { Messages = [] } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.resources.queues['notifications'],
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
      }),
    );
    await cloud.stop();
    return Messages.map(({ Body = '' }) => Body);
  };
  try {
    const subscription = { topic: 'alerts', queue: 'notifications' };
    expect(await delivered([{ ...subscription, eventTypes: ['alert.triggered.v1'] }])).toEqual([
      'alert.triggered.v1',
    ]);
    expect(await delivered([{ ...subscription, eventTypes: ['screen.entrant.v1'] }])).toEqual([
      'screen.entrant.v1',
    ]);
    expect(await delivered([])).toEqual([]);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('gives a table of an earlier start the indexes of today, and keeps its rows', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'local-cloud-'));
  const topology = await readTopology();
  const quotes = { description: 'Prices', partitionKey: { name: 'symbol', type: 'S' as const }, indexes: {} };
  const startWith = async (table: Topology['tables'][string]) => {
    cloud = await startLocalCloud({
      dataDir,
      topology: { ...topology, tables: { ...topology.tables, quotes: table } },
    });
    return { documents: cloud.clients.documents, TableName: cloud.resources.tables['quotes'] };
  };
  try {
    const before = await startWith(quotes);
    for (let number = 0; number < 60; number++)
      await before.documents.send(
        new PutCommand({
          TableName: before.TableName,
          Item: { symbol: `S${number}`, source: number < 3 ? 'a' : 'b' },
        }),
      );
    await cloud?.stop();

    const { documents, TableName } = await startWith({
      ...quotes,
      indexes: { 'by-source': { partitionKey: { name: 'source', type: 'S' }, projection: 'ALL' } },
    });
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-source',
        KeyConditionExpression: '#source = :source',
        ExpressionAttributeNames: { '#source': 'source' },
        ExpressionAttributeValues: { ':source': 'a' },
      }),
    );
    expect(Items.map(({ symbol }) => symbol as string).toSorted()).toEqual(['S0', 'S1', 'S2']);
    expect((await documents.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count).toBe(60);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
