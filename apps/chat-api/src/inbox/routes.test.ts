import { once } from 'node:events';
import { notificationListResponse } from '@marketscope/contracts';
import type { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

async function reader(settings: Parameters<typeof appOnFakes>[0] = {}) {
  const fixture = await appOnFakes(settings);
  const person = await fixture.register('ada');
  const authorization = `Bearer ${person.session.accessToken}`;
  return {
    ...fixture,
    person,
    authorization,
    arrive: (n: number) =>
      fixture.inbox.add(person.session.user.id, {
        eventId: `event-${n}`,
        eventTime: new Date(Date.UTC(2026, 10, 20, 16, n)).toISOString(),
        kind: 'price-alert',
        title: `Entry ${n}`,
        body: 'AAPL is above $150.',
        link: '/alerts',
      }),
    list: async (query = '') =>
      notificationListResponse.parse((await person.request('GET', `/api/notifications${query}`)).json()),
    openStream: async (): Promise<{ headers: object; body: Readable }> => {
      const response = await fixture.app.inject({
        url: '/api/notifications/stream',
        headers: { authorization },
        payloadAsStream: true,
      });
      return { headers: response.headers, body: response.stream() };
    },
  };
}

async function textOf(body: Readable): Promise<string> {
  let text = '';
  for await (const chunk of body) text += String(chunk);
  return text;
}

it('lists entries newest first, page by page, with how many are unread', async () => {
  const { arrive, list } = await reader();
  for (const n of [1, 2, 3]) await arrive(n);
  const first = await list('?limit=2');
  expect(first.items.map(({ title }) => title)).toEqual(['Entry 3', 'Entry 2']);
  expect(first.unread).toBe(3);
  const second = await list(`?limit=2&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect(second.items.map(({ title }) => title)).toEqual(['Entry 1']);
  expect(second.next).toBeUndefined();
});

it('refuses a cursor that no page named', async () => {
  const { person } = await reader();
  const refused = await person.request('GET', '/api/notifications?cursor=page%202');
  expect(refused.statusCode).toBe(400);
  expect(problemIn(refused).errors).toMatchObject([
    { path: 'cursor', message: expect.stringContaining('`next`') },
  ]);
});

it('marks an entry as read, and knows when there is none', async () => {
  const { arrive, list, person } = await reader();
  await arrive(1);
  const [entry] = (await list()).items;
  const read = await person.request('POST', `/api/notifications/${entry?.id}/read`);
  expect([read.statusCode, read.body]).toEqual([204, '']);
  expect(await list()).toMatchObject({ unread: 0, items: [{ readAt: '2026-11-20T17:00:00.000Z' }] });
  const none = await person.request('POST', '/api/notifications/made-up/read');
  expect(none.statusCode).toBe(404);
  expect(problemIn(none).code).toBe('not-found');
});

it('spares who polls an inbox that has not changed', async () => {
  const { app, arrive, authorization } = await reader();
  const poll = (tag?: string) =>
    app.inject({
      url: '/api/notifications',
      headers: { authorization, ...(tag !== undefined && { 'if-none-match': tag }) },
    });
  const first = await poll();
  const tag = first.headers.etag;
  expect(tag).toEqual(expect.any(String));
  const unchanged = await poll(String(tag));
  expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
  await arrive(1);
  expect((await poll(String(tag))).statusCode).toBe(200);
});

it('refuses a page that is no page', async () => {
  const { person } = await reader();
  for (const query of ['?limit=0', '?limit=101', '?limit=many'])
    expect(problemIn(await person.request('GET', `/api/notifications${query}`)).errors).toMatchObject([
      { path: 'limit' },
    ]);
});

it('streams entries that come while it is open, each once, and nothing that was there before', async () => {
  const { arrive, openStream, app } = await reader();
  await arrive(1);
  const { headers, body } = await openStream();
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
  });
  let text = '';
  body.on('data', (chunk) => (text += String(chunk)));
  await expect.poll(() => text).toContain(': open');
  // An entry may come with an older time than those that are there.
  await arrive(3);
  await expect.poll(() => text).toContain('Entry 3');
  await arrive(2);
  await expect.poll(() => text).toContain('Entry 2');

  const ended = once(body, 'end');
  await app.close();
  await ended;
  const titles = [...text.matchAll(/^event: notification\ndata: (.*)$/gm)].map(
    ([, data]) => (JSON.parse(data ?? '') as { title: string }).title,
  );
  expect(titles).toEqual(['Entry 3', 'Entry 2']);
});

it('ends a stream by itself after its seconds', async () => {
  const { openStream } = await reader({ settings: { inboxStreaming: { everyMs: 5, seconds: 0.05 } } });
  const { body } = await openStream();
  expect(await textOf(body)).toBe(': open\n\n');
});

it('ends a stream with a problem when the inbox can’t be read, and logs why', async () => {
  const { openStream, inbox, lines } = await reader();
  inbox.list = async () => {
    throw new Error('the table is gone');
  };
  const text = await textOf((await openStream()).body);
  expect(text).toContain('event: error\ndata: {"type":"about:blank"');
  expect(text).not.toContain('the table is gone');
  expect(lines.find(({ msg }) => msg === 'a stream failed')).toMatchObject({
    err: { message: 'the table is gone' },
  });
});
