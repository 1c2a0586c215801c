import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { alert, anyEvent, quoteResponse, readiness, session } from '@marketscope/contracts';
import { createInboxStore } from '@marketscope/stores';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { present, startSurroundings, type ServiceSurroundings } from './testing/service-environment.ts';

let surroundings: ServiceSurroundings;
let server: ChildProcess;
let address: string;

/** Starts the server as `npm start` does, on a free port; resolves with its address when it listens. */
async function startServer(): Promise<{ process: ChildProcess; address: string }> {
  const started = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: { ...surroundings.environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: started.stdout })) {
    const log = z.object({ msg: z.string(), address: z.string().optional() }).parse(JSON.parse(line));
    if (log.msg === 'could not start') throw new Error(line);
    if (log.address !== undefined) {
      started.stdout.resume();
      return { process: started, address: log.address };
    }
  }
  throw new Error('the server ended before it listened');
}

beforeAll(async () => {
  surroundings = await startSurroundings();
  ({ process: server, address } = await startServer());
});
afterAll(async () => {
  server.kill('SIGKILL');
  await surroundings.stop();
});

async function register(email: string) {
  const response = await fetch(`${address}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery', name: 'Ada' }),
  });
  expect(response.status).toBe(201);
  const opened = session.parse(await response.json());
  return {
    user: opened.user,
    refreshToken: opened.refreshToken,
    request: (method: string, url: string, body?: object): Promise<Response> =>
      fetch(`${address}${url}`, {
        method,
        headers: {
          authorization: `Bearer ${opened.accessToken}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
  };
}

it('is ready on the local cloud, in the replayed market', async () => {
  const response = await fetch(`${address}/readyz`);
  expect(readiness.parse(await response.json())).toEqual({
    ready: true,
    dependencies: {
      tables: { ok: true },
      'signing-keys': { ok: true },
      market: { ok: true, detail: expect.stringMatching(/^replay, at \d{4}-/) },
    },
  });
});

it('serves a person from registering to signing out, and tells the other services', async () => {
  const ada = await register('ada@example.com');
  const quote = quoteResponse.parse(await (await ada.request('GET', '/api/stock/quote/AAPL')).json());
  expect(quote).toMatchObject({ symbol: 'AAPL', currency: 'USD', source: 'replay' });

  expect((await ada.request('POST', '/api/watchlist', { symbol: 'AAPL' })).status).toBe(201);
  expect(await (await ada.request('GET', '/api/watchlist')).json()).toMatchObject({
    items: [{ symbol: 'AAPL' }],
  });
  const made = alert.parse(
    await (
      await ada.request('POST', '/api/alerts', {
        symbol: 'AAPL',
        direction: 'above',
        threshold: quote.price * 2,
      })
    ).json(),
  );
  expect(made.state).toBe('armed');
  expect((await ada.request('DELETE', `/api/alerts/${made.id}`)).status).toBe(204);

  const { cloud } = surroundings;
  const { Messages } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: present(cloud.resources.queues['notifications']),
      WaitTimeSeconds: 10,
    }),
  );
  expect(Messages?.map(({ Body }) => anyEvent.parse(JSON.parse(Body ?? '')))).toMatchObject([
    { type: 'user.registered.v1', data: { userId: ada.user.id } },
  ]);

  expect((await ada.request('POST', '/api/auth/logout', { refreshToken: ada.refreshToken })).status).toBe(
    204,
  );
  expect((await ada.request('POST', '/api/auth/refresh', { refreshToken: ada.refreshToken })).status).toBe(
    401,
  );
});

it('ends its streams in order and then itself when it is asked to end', async () => {
  const ada = await register('stream@example.com');
  const stream = await ada.request('GET', '/api/notifications/stream');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => {
    for (;;) {
      const read = await reader?.read();
      if (read?.value?.replaceAll(': heartbeat\n\n', '') !== '') return read;
    }
  };
  expect((await next())?.value).toContain(': open');
  const { cloud } = surroundings;
  const inbox = createInboxStore({
    documents: cloud.clients.documents,
    table: present(cloud.resources.tables['notifications']),
  });
  await inbox.add(ada.user.id, {
    eventId: 'event',
    eventTime: new Date().toISOString(),
    kind: 'welcome',
    title: 'Welcome',
    body: 'There you are.',
    link: null,
  });
  expect((await next())?.value).toContain('"title":"Welcome"');

  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  expect((await next())?.done).toBe(true);
  expect(await ended).toEqual([0, null]);
});
