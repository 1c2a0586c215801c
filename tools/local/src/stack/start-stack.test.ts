import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PublishCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Topology } from '@marketscope/contracts/topology';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capturedReporter } from '../testing/captured-reporter.ts';
import { makeTestFolder, type TestFolder } from '../testing/test-bundles.ts';
import { testTopology } from '../testing/test-topology.ts';
import { findRunningStack, writeRunningStack } from './running-file.ts';
import { startStack, type Stack, type StackOptions } from './start-stack.ts';

const topology = testTopology({
  topics: { alerts: { eventTypes: ['alert.triggered.v1', 'screen.entrant.v1'] } },
  subscriptions: [{ topic: 'alerts', queue: 'work', eventTypes: ['alert.triggered.v1'] }],
  secrets: { 'jwt-secret': { description: 'Keys', origin: 'given' } },
  services: {
    site: {
      description: 'A server of the tests',
      kind: 'http',
      timeoutSeconds: 5,
      memoryMb: 128,
      paths: ['/api/*', '/readyz'],
      settings: ['MARKET_DATA', 'TRUSTED_PROXIES'],
      grants: { queues: { work: ['SendMessage'] }, secrets: { 'jwt-secret': ['GetSecretValue'] } },
    },
    worker: {
      description: 'A function of the tests',
      kind: 'function',
      timeoutSeconds: 1,
      memoryMb: 128,
      sources: [{ queue: 'work', batchSize: 1 }],
      grants: {},
    },
  },
});

let folder: TestFolder;
let stack: Stack | undefined;
let reporter: ReturnType<typeof capturedReporter>;

beforeEach(async () => {
  folder = await makeTestFolder();
  reporter = capturedReporter();
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
  await folder.remove();
});

async function start(options: Partial<StackOptions> = {}): Promise<Stack> {
  stack = await startStack({
    dataDir: folder.dataDir,
    bundles: folder.bundles,
    marketData: 'replay',
    port: 0,
    topology,
    reporter,
    shell: {
      PATH: process.env['PATH'],
      AWS_PROFILE: 'work',
      OPENAI_API_KEY: 'secret',
      YAHOO_BASE_URL: 'http://127.0.0.1:9',
    },
    ...options,
  });
  return stack;
}

async function get<Answer>(pathname: string): Promise<Answer> {
  return (await (await fetch(`${stack?.url}${pathname}`)).json()) as Answer;
}

const logOf = (service: string) => readFile(path.join(folder.dataDir, 'logs', `${service}.log`), 'utf8');

it('is ready with every service when it has started', async () => {
  await start();
  expect(await get('/readyz')).toEqual({
    ready: true,
    dependencies: { tables: { ok: true }, site: { ok: true }, worker: { ok: true }, runner: { ok: true } },
  });
  expect(await (await fetch(`${stack?.url}/`)).text()).toContain('MarketScope');
});

it('gives a service what the topology grants it, and nothing of the shell that is not meant for it', async () => {
  const { cloud } = await start();
  const environment = await get<Record<string, string>>('/api/environment');
  expect(environment).toMatchObject({
    AWS_ENDPOINT_URL: cloud.endpoints.aws,
    QUEUE_URL_WORK: cloud.resources.queues['work'],
    MARKET_DATA: 'replay',
    TRUSTED_PROXIES: '1',
    TZ: 'UTC',
    YAHOO_BASE_URL: 'http://127.0.0.1:9',
  });
  for (const name of ['AWS_PROFILE', 'OPENAI_API_KEY', 'SMTP_URL', 'TABLE_USERS'])
    expect(environment).not.toHaveProperty(name);

  const secret = new URL(environment['SECRET_JWT_SECRET'] ?? '');
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(secret, 'utf8'))).toMatchObject({ keys: [{ jwk: { crv: 'Ed25519' } }] });
});

it('invokes functions with what their queues hold', async () => {
  await folder.writeWorker('export const handler = ({ Records }) => console.log(`got ${Records[0].body}`);');
  const { cloud } = await start();
  await cloud.clients.sqs.send(
    new SendMessageCommand({ QueueUrl: cloud.resources.queues['work'], MessageBody: 'a parcel' }),
  );
  await expect.poll(() => logOf('worker')).toContain('got a parcel');
});

it('delivers by the subscriptions of the topology that it is started with', async () => {
  await folder.writeWorker('export const handler = ({ Records }) => console.log(`got ${Records[0].body}`);');
  const told = async (subscriptions: Topology['subscriptions'], marker: string): Promise<string[]> => {
    const { cloud, stop } = await start({ topology: { ...topology, subscriptions } });
    for (const type of ['alert.triggered.v1', 'screen.entrant.v1'])
      await cloud.clients.sns.send(
        new PublishCommand({
          TopicArn: cloud.resources.topics['alerts'],
          Message: `${type} ${marker}`,
          MessageAttributes: { type: { DataType: 'String', StringValue: type } },
        }),
      );
    await cloud.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: cloud.resources.queues['work'], MessageBody: `end of ${marker}` }),
    );
    await expect.poll(() => logOf('worker')).toContain(`got end of ${marker}`);
    await stop();
    return [...(await logOf('worker')).matchAll(new RegExp(`got (\\S+) ${marker}`, 'g'))].map(
      ([, type = '']) => type,
    );
  };
  const subscription = { topic: 'alerts', queue: 'work' };
  expect(await told([{ ...subscription, eventTypes: ['alert.triggered.v1'] }], 'first')).toEqual([
    'alert.triggered.v1',
  ]);
  expect(await told([{ ...subscription, eventTypes: ['screen.entrant.v1'] }], 'second')).toEqual([
    'screen.entrant.v1',
  ]);
  expect(await told([], 'third')).toEqual([]);
});

it('keeps its state over a restart, and that of another market apart', async () => {
  const first = await start();
  await first.cloud.clients.sqs.send(
    new SendMessageCommand({ QueueUrl: first.cloud.resources.deadLetterQueues['work'], MessageBody: 'kept' }),
  );
  const keys = await readFile(path.join(first.stateDir, 'secrets/jwt-secret'), 'utf8');
  await first.stop();

  const live = await start({ marketData: 'yahoo' });
  expect(live.stateDir).toBe(path.join(folder.dataDir, 'live'));
  expect(live.cloud.endpoints.aws).not.toBe(first.cloud.endpoints.aws);
  expect(await deadLetters(live)).toBe('0');
  await live.stop();

  const again = await start();
  expect(await deadLetters(again)).toBe('1');
  expect(await readFile(path.join(again.stateDir, 'secrets/jwt-secret'), 'utf8')).toBe(keys);
});

it('starts a server again that crashed, and says so', async () => {
  await start();
  const pid = await get<number>('/api/pid');
  await fetch(`${stack?.url}/api/crash`);
  await expect.poll(() => get<number>('/api/pid').catch(() => pid), { timeout: 10_000 }).not.toBe(pid);
  expect(reporter.lines).toEqual([
    expect.stringMatching(
      /^site ended with exit status 7; starting it again in 0\.5 s\. Its log: .*site\.log$/,
    ),
  ]);
});

it('stops within 5 s although a server heeds no SIGTERM and a function spins', async () => {
  const { invoke, stop } = await start();
  const pids = [
    await get<number>('/api/pid'),
    ((await invoke('worker', { do: 'echo' })) as { pid: number }).pid,
  ];
  await fetch(`${stack?.url}/api/heed-no-sigterm`);
  const spinning = expect(invoke('worker', { do: 'spin' })).rejects.toThrow();
  const started = performance.now();
  await stop();
  expect(performance.now() - started).toBeLessThan(5000);
  await spinning;
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('does not start with a function whose bundle does not load; the reason is in its log’s end', async () => {
  await folder.writeWorker('throw new Error("TABLE_RUNS is missing")');
  await expect(start()).rejects.toThrow(/worker does not start[^]*TABLE_RUNS is missing/);
  expect(await findRunningStack(folder.dataDir)).toBeUndefined();
});

it('does not start unbuilt', async () => {
  await expect(start({ bundles: path.join(folder.bundles, 'none') })).rejects.toThrow(
    /^not built: .*site\/main\.mjs, .*worker\/lambda\.mjs\. Run npm run build\.$/,
  );
});

it('can be given up while it starts', async () => {
  const giveUp = new AbortController();
  await expect(
    start({
      signal: giveUp.signal,
      step: async (title, work) => {
        const result = await work();
        if (title === 'Open the address') giveUp.abort();
        return result;
      },
    }),
  ).rejects.toHaveProperty('name', 'AbortError');
});

it('is found by other processes while it runs, and no longer', async () => {
  const { url, stop } = await start();
  const found = await findRunningStack(folder.dataDir);
  expect(found).toMatchObject({ url, pid: process.pid, marketData: 'replay' });
  expect(found?.services['site']).toHaveProperty('QUEUE_URL_WORK');
  expect(found?.services['site']).not.toHaveProperty('YAHOO_BASE_URL');
  await stop();
  expect(await findRunningStack(folder.dataDir)).toBeUndefined();
  if (found) await writeRunningStack(folder.dataDir, found);
  expect(await findRunningStack(folder.dataDir)).toBeUndefined();
});

async function deadLetters({ cloud }: Stack): Promise<string | undefined> {
  const { Attributes } = await cloud.clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: cloud.resources.deadLetterQueues['work'],
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Attributes?.['ApproximateNumberOfMessages'];
}
