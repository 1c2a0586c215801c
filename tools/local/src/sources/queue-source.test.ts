import { randomUUID } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalFunction } from '../functions/local-function.ts';
import { capturedReporter } from '../testing/captured-reporter.ts';
import { testTopology } from '../testing/test-topology.ts';
import { startQueueSource, type QueueSource } from './queue-source.ts';

let cloud: LocalCloud;
let source: QueueSource | undefined;
let reporter: ReturnType<typeof capturedReporter>;

beforeEach(async () => {
  cloud = await startLocalCloud({ topology: testTopology(), visibility: 1 });
  reporter = capturedReporter();
});
afterEach(async () => {
  await source?.stop();
  source = undefined;
  await cloud.stop();
});

const queueUrl = () => cloud.resources.queues['work'] ?? '';
const bodies = (event: SQSEvent): string[] => event.Records.map(({ body }) => body);

async function send(...texts: string[]): Promise<void> {
  await cloud.clients.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl(),
      Entries: texts.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
}

async function read(
  invoke: (event: SQSEvent) => Promise<unknown>,
  settings: { batchSize?: number; batchWindowSeconds?: number; maximumConcurrency?: number } = {},
): Promise<void> {
  source = await startQueueSource({
    sqs: cloud.clients.sqs,
    queue: { name: 'work', url: queueUrl() },
    settings: { batchSize: 10, batchWindowSeconds: 0, maximumConcurrency: 2, ...settings },
    invoke: (event) => invoke(event as SQSEvent),
    reporter,
  });
}

/** Settles when that many messages have been deleted after their handling. */
const handled = (count: number) =>
  cloud.emulators.spy.waitForMessages({ service: 'sqs' }, { count, status: 'consumed', timeout: 20_000 });

async function inQueue(): Promise<number> {
  const { Attributes = {} } = await cloud.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(), AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
}

it('invokes with records of AWS’s shape', async () => {
  const events: SQSEvent[] = [];
  await read(async (event) => void events.push(event));
  await cloud.clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(),
      MessageBody: 'hello',
      MessageAttributes: { type: { DataType: 'String', StringValue: 'greeting' } },
    }),
  );
  await handled(1);
  expect(events).toEqual([
    {
      Records: [
        {
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          receiptHandle: expect.any(String),
          body: 'hello',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d+$/),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d+$/),
          },
          messageAttributes: {
            type: { stringValue: 'greeting', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: '5d41402abc4b2a76b9719d911017c592',
          md5OfMessageAttributes: expect.any(String),
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test-local-work',
          awsRegion: 'us-east-1',
        },
      ],
    },
  ]);
  expect(await inQueue()).toBe(0);
});

it('makes batches no larger than the batch size', async () => {
  const sizes: number[] = [];
  await send('1', '2', '3', '4', '5');
  await read(async ({ Records }) => void sizes.push(Records.length), { batchSize: 2 });
  await handled(5);
  expect(sizes.toSorted()).toEqual([1, 2, 2]);
});

it('gathers a batch while the window is open, and no longer than until it is full', async () => {
  const batches: string[][] = [];
  const invoke = async (event: SQSEvent) => void batches.push(bodies(event));
  await read(invoke, { batchSize: 3, batchWindowSeconds: 20 });
  for (const text of ['1', '2', '3']) await send(text);
  await handled(3);
  expect(batches).toEqual([['1', '2', '3']]);
});

it('invokes with fewer when the window closes', async () => {
  const batches: string[][] = [];
  await cloud.clients.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queueUrl(), Attributes: { VisibilityTimeout: '30' } }),
  );
  await send('alone');
  await read(async (event) => void batches.push(bodies(event)), { batchWindowSeconds: 1 });
  await handled(1);
  expect(batches).toEqual([['alone']]);
});

it('never runs more invocations at once than the maximum concurrency', async () => {
  let running = 0;
  let most = 0;
  const twoRun = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  await send('1', '2', '3', '4', '5', '6');
  await read(
    async () => {
      running += 1;
      most = Math.max(most, running);
      if (running === 2) twoRun.resolve(undefined);
      await goOn.promise;
      running -= 1;
    },
    { batchSize: 1, maximumConcurrency: 2 },
  );
  await twoRun.promise;
  // The other four stay in the queue for whoever has a slot: they have not been received.
  const { Attributes = {} } = await cloud.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(), AttributeNames: ['All'] }),
  );
  expect(Attributes.ApproximateNumberOfMessages).toBe('4');
  goOn.resolve(undefined);
  await handled(6);
  expect(most).toBe(2);
});

it('brings back only the messages that the function names', async () => {
  const batches: string[][] = [];
  await send('good', 'bad');
  await read(async (event) => {
    batches.push(bodies(event));
    return {
      batchItemFailures: event.Records.filter(
        ({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1',
      ).map(({ messageId }) => ({ itemIdentifier: messageId })),
    };
  });
  await handled(2);
  expect(batches).toEqual([['good', 'bad'], ['bad']]);
});

it.each([
  ['throws', () => Promise.reject(new Error('no table')), 'Error: no table'],
  ['answers nonsense', async () => 'all done', 'not a batch response'],
  [
    'names a stranger',
    async () => ({ batchItemFailures: [{ itemIdentifier: randomUUID() }] }),
    'not in the batch',
  ],
])('brings back the whole batch when the function %s', async (_, misbehave, reason) => {
  const batches: string[][] = [];
  await send('1', '2');
  await read(async (event) => {
    batches.push(bodies(event));
    return batches.length === 1 ? misbehave() : undefined;
  });
  await handled(2);
  expect(batches[0]).toEqual(['1', '2']);
  expect(batches.slice(1).flat().toSorted()).toEqual(['1', '2']);
  expect(reporter.lines).toHaveLength(2);
  expect(reporter.lines[0]).toMatch(/^work: message [0-9a-f-]{36} failed at receive 1 of 5: /);
  expect(reporter.lines[0]).toContain(reason);
});

it('handles nine good messages beside a poisonous one, which is a dead letter after five receives', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'poison-'));
  const log = await open(path.join(folder, 'log'), 'a');
  const worker = createLocalFunction('worker', {
    bundle: path.join(import.meta.dirname, '../testing/scripted-function.mjs'),
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: {},
    output: log.fd,
  });
  try {
    const good = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
    await send(...good.slice(0, 4), 'poison', ...good.slice(4));
    await read((event) => worker.invoke(event));
    await cloud.emulators.spy.waitForMessage({ body: 'poison' }, 'dlq', 20_000);

    expect((await handled(9)).map((message) => 'body' in message && message.body).toSorted()).toEqual(good);
    const { Messages } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.resources.deadLetterQueues['work'],
        MaxNumberOfMessages: 10,
      }),
    );
    expect(Messages?.map(({ Body }) => Body)).toEqual(['poison']);
    expect(await inQueue()).toBe(0);
    expect(reporter.lines).toHaveLength(5);
    expect(reporter.lines[4]).toContain(
      'failed at receive 5 of 5, so it goes to the dead-letter queue: the function named it as failed',
    );
    expect(await readFile(path.join(folder, 'log'), 'utf8')).toContain('is poison');
  } finally {
    await worker.stop();
    await log.close();
    await rm(folder, { recursive: true });
  }
});

it('delivers the batch of a killed instance again', async () => {
  const events: SQSEvent[] = [];
  await send('1', '2');
  await read(async (event) => {
    events.push(event);
    if (events.length === 1) throw Object.assign(new Error('the process ended with signal SIGKILL'));
  });
  await handled(2);
  const counts = events.slice(1).flatMap(({ Records }) => Records.map((record) => record.attributes));
  expect(counts.map(({ ApproximateReceiveCount }) => ApproximateReceiveCount)).toEqual(['2', '2']);
});

it('stops with the invocations that run, and leaves the rest in the queue', async () => {
  const started = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  await send('1', '2', '3');
  await read(
    async () => {
      started.resolve(undefined);
      await goOn.promise;
    },
    { batchSize: 1, maximumConcurrency: 1 },
  );
  await started.promise;
  const stopped = source?.stop();
  goOn.resolve(undefined);
  await stopped;
  expect(await inQueue()).toBe(2);
});
