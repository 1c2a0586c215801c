import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRunningStack } from '../stack/running-file.ts';

let dataDir: string;
let server: Server;
/** What the stand-in of a stack answers, by method and path. */
let answers: Record<
  string,
  (response: ServerResponse, body: unknown, headers: NodeJS.Dict<string | string[]>) => void
>;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'commands-'));
  answers = { 'GET /dev/stack': json({ pid: process.pid }) };
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = answers[`${request.method} ${request.url}`];
      if (answer) answer(response, body === '' ? undefined : JSON.parse(body), request.headers);
      else response.writeHead(404).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dataDir, { recursive: true });
});

function json(body: unknown, status = 200) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

async function pretendToRun(): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeRunningStack(dataDir, {
    url,
    pid: process.pid,
    marketData: 'replay',
    startedAt: new Date().toISOString(),
    endpoints: { aws: url, dynamodb: url },
    logs: path.join(dataDir, 'logs'),
    services: {},
  });
}

/** Runs a command as npm does. */
function run(command: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, `${command}.ts`), ...args],
      { env: { PATH: process.env['PATH'], DATA_DIR: dataDir, NO_COLOR: '1' } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

it.each([
  ['ask', ['How is AAPL?']],
  ['update-now', []],
])('%s says what to do when nothing runs', async (command, args) => {
  expect(await run(command, ...args)).toEqual({
    code: 1,
    stdout: '',
    stderr: `MarketScope is not running with the data in ${dataDir}. Start it with npm start, in another terminal.\n`,
  });
});

it('event says where secrets can be rotated, which a laptop has no versions of', async () => {
  const { code, stderr } = await run('event', 'secret-rotator', 'step.json');
  expect(code).toBe(1);
  expect(stderr).toContain('npm run e2e:cloud has it rotate them');
});

describe('ask', () => {
  const session = {
    user: { id: 'u1', email: 'demo@example.com', name: 'Demo', createdAt: '2026-11-20T21:00:00.000Z' },
    accessToken: 'the-token',
    refreshToken: 'r',
    expiresIn: 900,
  };
  const citation = {
    kind: 'quote',
    symbol: 'AAPL',
    source: 'replay',
    asOf: '2009-06-01T20:00:00.000Z',
    stale: false,
  };
  const stream =
    (...events: [name: string, data: unknown][]) =>
    (response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      events.forEach(([name, data], index) =>
        response.write(`id: ${index + 1}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
      );
      response.end();
    };

  beforeEach(async () => {
    await pretendToRun();
    answers['POST /api/auth/login'] = json(session);
  });

  it('prints the answer as the demo account gets it, with its tool calls and its sources', async () => {
    const asked: unknown[] = [];
    answers['POST /api/chat/message'] = (response, body, { authorization }) => {
      asked.push(body, authorization);
      stream(
        ['conversation', { conversationId: 'c', messageId: 'm', title: 't' }],
        ['tool_call', { id: '1', name: 'get_quote', arguments: { symbol: 'AAPL' } }],
        ['tool_result', { id: '1', name: 'get_quote', outcome: { ok: true, result: {} } }],
        ['token', { text: 'Apple is ' }],
        ['token', { text: 'at 139.35.' }],
        ['citation', citation],
        [
          'done',
          {
            conversationId: 'c',
            messageId: 'm',
            answer: 'Apple is at 139.35.',
            citations: [citation],
            toolCalls: [],
            model: 'built-in analyst',
            state: 'complete',
          },
        ],
      )(response);
    };
    const { code, stdout } = await run('ask', 'How', 'is', 'AAPL?');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        '→ get_quote {"symbol":"AAPL"}',
        'Apple is at 139.35.',
        'Source: AAPL, a recording of real prices, as of 1 Jun 2009, 20:00 UTC',
        'Written by the built-in analyst.',
        '',
      ].join('\n'),
    );
    expect(asked).toEqual([{ message: 'How is AAPL?' }, 'Bearer the-token']);
  });

  it.each([
    ['breaks off', stream(['token', { text: 'Apple is' }]), 'The answer broke off.'],
    [
      'ends in an error',
      stream(['error', { type: 'about:blank', title: 'Error', status: 503, code: 'x', detail: 'No model.' }]),
      'No model.',
    ],
    [
      'is refused',
      json({ type: 'about:blank', title: 'Too many', status: 429, code: 'x', detail: 'Wait a minute.' }, 429),
      '/api/chat/message answered 429: Wait a minute.',
    ],
  ])('fails when the answer %s', async (_, answer, message) => {
    answers['POST /api/chat/message'] = answer;
    const { code, stderr } = await run('ask', 'How is AAPL?');
    expect({ code, stderr: stderr.trim() }).toEqual({ code: 1, stderr: message });
  });

  it('wants a question', async () => {
    expect((await run('ask')).stderr).toContain('Ask something: npm run ask');
  });
});

describe('update-now', () => {
  const plan = {
    statusCode: 200,
    runId: 'daily-1',
    sessionDate: '2009-06-01',
    symbols: 3,
    batches: 2,
    skipped: null,
  };
  const progress = {
    runId: 'daily-1',
    trigger: 'daily',
    sessionDate: '2009-06-01',
    finished: false,
    batches: 2,
    batchesDone: 1,
    requested: 3,
    updated: 1,
    alertsTriggered: 0,
    failed: [],
  };
  const failed = [{ symbol: 'ZZZ', reason: 'unknown-symbol', detail: 'nobody knows it' }];

  /** Has the run answer one report after another. */
  const reports = (...all: unknown[]) => {
    answers['GET /dev/runs/daily-1'] = (response) => json(all.length > 1 ? all.shift() : all[0])(response);
  };

  beforeEach(pretendToRun);

  it('orders an update whatever the day, and follows it to its end', async () => {
    let ordered: unknown;
    answers['POST /dev/functions/stock-updater'] = (response, body) => {
      ordered = body;
      json({ result: plan })(response);
    };
    reports(progress, {
      ...progress,
      finished: true,
      batchesDone: 2,
      updated: 2,
      alertsTriggered: 1,
      failed,
    });
    const { code, stdout } = await run('update-now');
    expect(ordered).toEqual({ trigger: 'daily', force: true });
    expect(stdout.split('\n')).toEqual([
      JSON.stringify(plan),
      '1 of 2 batches, 1 of 3 symbols',
      '2 of 2 batches, 2 of 3 symbols',
      'Updated 2 of 3 symbols of 2009-06-01, 1 alert fired, 1 failed.',
      '  ZZZ: unknown-symbol, nobody knows it',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('fails when no symbol was updated', async () => {
    answers['POST /dev/functions/stock-updater'] = json({ result: plan });
    reports({ ...progress, finished: true, batchesDone: 2, updated: 0, failed });
    expect(await run('update-now')).toMatchObject({ code: 1, stderr: 'No symbol was updated.\n' });
  });

  it('fails when the planner does', async () => {
    answers['POST /dev/functions/stock-updater'] = json({ errorType: 'Error', detail: 'no table' }, 502);
    expect(await run('update-now')).toMatchObject({
      code: 1,
      stderr: 'The planner failed with Error: no table\n',
    });
  });

  it('says why nothing was updated', async () => {
    answers['POST /dev/functions/stock-updater'] = json({
      result: {
        ...plan,
        runId: null,
        sessionDate: null,
        symbols: 0,
        batches: 0,
        skipped: 'the recording is over',
      },
    });
    expect((await run('update-now')).stdout).toContain('Nothing was updated: the recording is over.');
  });
});

describe('event', () => {
  it('names the services when it is given none that exists', async () => {
    const { code, stderr } = await run('event', 'nobody', 'event.json');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Name a service.*\nServices: .*stock-updater/);
  });

  it('says that the event is no JSON', async () => {
    const file = path.join(dataDir, 'event.json');
    await writeFile(file, '{');
    expect(await run('event', 'stock-updater', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${file} can’t be read as JSON`),
    });
  });
});
