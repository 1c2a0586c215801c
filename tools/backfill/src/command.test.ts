import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serviceEnvironment } from '@marketscope/contracts/topology';
import { createCandleStore } from '@marketscope/stores';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

let dataDir: string;
let table: string;
let server: Server;
let child: ChildProcess | undefined;
/** Symbols whose charts were asked for, and those for which no answer comes. */
let asked: string[];
let silent: Set<string>;

/** Sessions of four days of January 2024, at 09:30 in New York. */
const timestamps = ['02', '03', '04', '05'].map((day) => Date.parse(`2024-01-${day}T14:30:00Z`) / 1000);

function chartOf(symbol: string) {
  const closes = timestamps.map((_, n) => 100 + n);
  const volumes = timestamps.map(() => 1000);
  return {
    chart: {
      result: [
        {
          meta: {
            symbol,
            currency: 'USD',
            exchangeTimezoneName: 'America/New_York',
            gmtoffset: -18_000,
            regularMarketPrice: 103,
            instrumentType: 'EQUITY',
          },
          timestamp: timestamps,
          indicators: {
            quote: [{ open: closes, high: closes, low: closes, close: closes, volume: volumes }],
            adjclose: [{ adjclose: closes }],
          },
        },
      ],
      error: null,
    },
  };
}

beforeEach(async () => {
  asked = [];
  silent = new Set();
  table = await createEmptyTable(cloud, 'candles');
  dataDir = await mkdtemp(path.join(tmpdir(), 'backfill-'));
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://server.test');
    const json = (body: object): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/dev/stack') return json({ pid: process.pid });
    const symbol = pathname.split('/').at(-1) ?? '';
    if (!pathname.startsWith('/v8/finance/chart/')) return void response.writeHead(404).end();
    asked.push(symbol);
    server.emit('asked', symbol);
    if (!silent.has(symbol)) json(chartOf(symbol));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await pretendToRun();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  await rm(dataDir, { recursive: true });
});

/** Writes the file by which a running stack is found, with the environment of its stock-updater. */
async function pretendToRun(): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { tables, queues, topics, buckets } = cloud.resources;
  const made = (kind: Record<string, string>) => (name: string) => kind[name] ?? '';
  const service = cloud.topology.services['stock-updater'];
  if (!service) throw new TypeError('the topology has no stock-updater');
  const variables = serviceEnvironment(service, {
    table: (name) => (name === 'candles' ? table : made(tables)(name)),
    queue: made(queues),
    topic: made(topics),
    bucket: made(buckets),
    secret: made({}),
    parameter: (name) => `env:NO_${name}`,
  });
  const stack = {
    url,
    pid: process.pid,
    marketData: 'yahoo',
    startedAt: new Date().toISOString(),
    endpoints: { aws: url, dynamodb: url },
    logs: dataDir,
    services: {
      'stock-updater': { ...variables, ...cloud.environment, MARKET_DATA: 'yahoo', YAHOO_BASE_URL: url },
    },
  };
  await writeFile(path.join(dataDir, 'running.json'), JSON.stringify(stack));
}

function start(symbols: string[]): ChildProcess {
  child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, 'command.ts'),
      '--symbols',
      symbols.join(','),
      '--from',
      '2024-01-02',
    ],
    {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return child;
}

async function run(symbols: string[]) {
  const command = start(symbols);
  const { stdout, stderr } = command;
  if (!stdout || !stderr) throw new TypeError('the command has no output');
  const [out, error] = await Promise.all([text(stdout), text(stderr), once(command, 'exit')]);
  return { code: command.exitCode, out, error };
}

const stored = async (symbol: string): Promise<number> => {
  const store = createCandleStore({ documents: cloud.clients.documents, table });
  return (await store.between(symbol, '2024-01-01', '2024-01-31'))?.candles.length ?? 0;
};

it(
  'goes on where it was killed, and asks for nothing twice that it has stored',
  { timeout: 60_000 },
  async () => {
    const symbols = Array.from({ length: 25 }, (_, n) => `S${n}`);
    silent.add('S17');
    const reached = new Promise<void>((resolve) => {
      server.on('asked', (symbol) => symbol === 'S17' && resolve());
    });
    const first = start(symbols);
    await reached;
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await Promise.all(symbols.slice(0, 10).map(stored))).toEqual(Array.from({ length: 10 }, () => 4));

    silent.clear();
    asked = [];
    const { code, out } = await run(symbols);
    expect(out).toContain('60 sessions stored, 10 symbols were there before, 0 failed.');
    expect(code).toBe(0);
    expect(asked.toSorted()).toEqual(symbols.slice(10).toSorted());
    expect(await Promise.all(symbols.map(stored))).toEqual(symbols.map(() => 4));
  },
);

it('says what to do when nothing runs', { timeout: 60_000 }, async () => {
  await rm(path.join(dataDir, 'running.json'));
  const { code, error } = await run(['AAPL']);
  expect(code).toBe(1);
  expect(error).toContain('Start it with npm start');
});
