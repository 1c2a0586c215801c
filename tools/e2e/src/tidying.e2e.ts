import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { session, user, watchlistResponse } from '@marketscope/contracts';
import { expect, inject, it } from 'vitest';
import { npmRun } from './support/commands.ts';
import { workspace } from './support/npm-start.ts';
import { TOLD_MS } from './support/patience.ts';
import { mailTo, register } from './support/person.ts';

function post(pathname: string, body: unknown): Promise<Response> {
  return fetch(`${inject('stack').url}${pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

it('two registrations at once with one address make one account', async () => {
  const account = { email: `${randomUUID()}@example.com`, password: randomUUID(), name: 'Grace Hopper' };
  const answers = await Promise.all([1, 2].map(() => post('/api/auth/register', account)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect((await post('/api/auth/login', account)).status).toBe(200);
});

it('who signs out is out', async () => {
  const account = { email: `${randomUUID()}@example.com`, password: randomUUID(), name: 'Grace Hopper' };
  const { refreshToken } = session.parse(await (await post('/api/auth/register', account)).json());
  const refreshed = await post('/api/auth/refresh', { refreshToken });
  expect(refreshed.status).toBe(200);
  const current = session.parse(await refreshed.json()).refreshToken;
  expect((await post('/api/auth/logout', { refreshToken: current })).status).toBe(204);
  expect((await post('/api/auth/refresh', { refreshToken: current })).status).toBe(401);
});

it('an answer can be followed again from where one was, and a conversation renamed and deleted', async () => {
  const person = await register();
  const { conversationId, messageId } = await person.ask('What is the price of AAPL?');
  const again = await person.request('GET', `/api/chat/messages/${messageId}/stream`, undefined, {
    'last-event-id': '1',
  });
  const events = await again.text();
  expect(events).not.toContain('event: conversation');
  expect(events).toContain('event: done');

  const conversation = `/api/chat/conversations/${conversationId}`;
  expect((await person.request('PATCH', conversation, { title: 'Apple' })).status).toBe(200);
  expect(await (await person.request('GET', conversation)).text()).toContain('Apple');
  expect((await person.request('DELETE', conversation)).status).toBe(204);
  expect((await person.request('GET', conversation)).status).toBe(404);
});

it('a symbol leaves the watchlist, and an entry of the inbox is read', async () => {
  const person = await register();
  expect((await person.request('POST', '/api/watchlist', { symbol: 'NVDA' })).ok).toBe(true);
  expect((await person.request('DELETE', '/api/watchlist/NVDA')).status).toBe(204);
  const { items } = watchlistResponse.parse(await (await person.request('GET', '/api/watchlist')).json());
  expect(items.map(({ symbol }) => symbol)).not.toContain('NVDA');

  await expect.poll(async () => (await person.inbox()).items.length, { timeout: TOLD_MS }).toBeGreaterThan(0);
  const [entry] = (await person.inbox()).items;
  expect(
    (await person.request('POST', `/api/notifications/${encodeURIComponent(entry?.id ?? '')}/read`)).status,
  ).toBe(204);
  expect((await person.inbox()).items.find(({ id }) => id === entry?.id)?.readAt).not.toBeNull();
});

it('a page of deliveries that comes again is sent once', async () => {
  const person = await register();
  const { id } = user.parse(await (await person.request('GET', '/api/me')).json());
  const sample = await readFile(
    path.join(workspace, 'apps/notification-worker/events/deliveries.json'),
    'utf8',
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'deliveries-'));
  try {
    const file = path.join(folder, 'event.json');
    await writeFile(
      file,
      sample
        .replaceAll(String.raw`\"ada\"`, JSON.stringify(id).replaceAll('"', String.raw`\"`))
        .replaceAll('01ALERT', randomUUID()),
    );
    for (let time = 0; time < 2; time++)
      expect(await npmRun('event', 'notification-worker', file)).toContain('"batchItemFailures": []');
    const alerts = (await mailTo(person.email)).filter(({ subject }) => subject.includes('AAPL'));
    expect(alerts).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
