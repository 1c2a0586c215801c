import { randomUUID } from 'node:crypto';
import type { InboxEntry, InboxStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const DAY_MS = 86_400_000;

/** What every InboxStore does. The factory gets the store's clock. */
export function inboxStoreContract(makeStore: (now: () => Date) => Promise<InboxStore>): void {
  async function setUp() {
    let time = new Date('2026-11-20T21:00:00.000Z');
    const store = await makeStore(() => time);
    return {
      store,
      userId: randomUUID(),
      after: (ms: number) => void (time = new Date(time.getTime() + ms)),
    };
  }

  const entry = (n: number, parts: Partial<InboxEntry> = {}): InboxEntry => ({
    eventId: `event-${n}`,
    eventTime: new Date(Date.UTC(2026, 10, 20, 20, n)).toISOString(),
    kind: 'price-alert',
    title: `AAPL is above $${n}`,
    body: 'It was $139.35 at the close.',
    link: '/alerts',
    ...parts,
  });

  const titles = ({ items }: { items: { title: string }[] }): string[] => items.map(({ title }) => title);

  it('lists what was added, newest first, whatever order it came in', async () => {
    const { store, userId } = await setUp();
    for (const n of [2, 3, 1]) expect(await store.add(userId, entry(n))).toBe(true);
    const { items, next } = await store.list(userId, { limit: 10 });
    expect(items).toEqual(
      [3, 2, 1].map((n) => {
        const { eventId: _, eventTime, ...shown } = entry(n);
        return { ...shown, id: expect.any(String), createdAt: eventTime, readAt: null };
      }),
    );
    expect(next).toBeUndefined();
  });

  it('stores the same event once, as it was first told', async () => {
    const { store, userId } = await setUp();
    const added = await Promise.all(Array.from({ length: 5 }, () => store.add(userId, entry(1))));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.add(userId, entry(1, { title: 'told again' }))).toBe(false);
    expect(titles(await store.list(userId, { limit: 10 }))).toEqual([entry(1).title]);
  });

  it('keeps events of the same time apart, and people too', async () => {
    const { store, userId } = await setUp();
    const { eventTime } = entry(1);
    await store.add(userId, entry(1));
    await store.add(userId, entry(2, { eventTime }));
    expect((await store.list(userId, { limit: 10 })).items).toHaveLength(2);
    expect(await store.list(randomUUID(), { limit: 10 })).toEqual({ items: [] });
  });

  it.each(['', '!', 'x'.repeat(2048)])(
    'takes what is no cursor for the beginning, and no id: %.5s',
    async (text) => {
      const { store, userId } = await setUp();
      await store.add(userId, entry(1));
      expect(titles(await store.list(userId, { limit: 2, cursor: text }))).toEqual([entry(1).title]);
      expect(await store.markRead(userId, text, new Date())).toBe(false);
    },
  );

  it('pages without leaving out or repeating, though entries come in between', async () => {
    const { store, userId } = await setUp();
    for (const n of [1, 2, 3, 4, 5]) await store.add(userId, entry(n));
    const first = await store.list(userId, { limit: 2 });
    await store.add(userId, entry(6));
    const second = await store.list(userId, { limit: 2, cursor: first.next });
    const third = await store.list(userId, { limit: 2, cursor: second.next });
    expect([first, second, third].flatMap(titles)).toEqual([5, 4, 3, 2, 1].map((n) => entry(n).title));
    expect(third.next).toBeUndefined();
  });

  it('offers no further page when the last one is just full', async () => {
    const { store, userId } = await setUp();
    for (const n of [1, 2]) await store.add(userId, entry(n));
    expect((await store.list(userId, { limit: 2 })).next).toBeUndefined();
  });

  it('takes an entry as read, once, and counts the rest', async () => {
    const { store, userId } = await setUp();
    for (const n of [1, 2, 3]) await store.add(userId, entry(n));
    const [newest] = (await store.list(userId, { limit: 1 })).items;
    expect(newest?.id).toMatch(/^[\w-]+$/);

    expect(await store.markRead(userId, newest?.id ?? '', new Date('2026-11-20T21:01:00.000Z'))).toBe(true);
    expect(await store.markRead(userId, newest?.id ?? '', new Date('2026-11-20T22:00:00.000Z'))).toBe(true);
    expect((await store.list(userId, { limit: 1 })).items[0]?.readAt).toBe('2026-11-20T21:01:00.000Z');
    expect(await store.unread(userId)).toBe(2);
  });

  it('knows no entry of another person, of a made-up id or of none', async () => {
    const { store, userId } = await setUp();
    await store.add(userId, entry(1));
    const [own] = (await store.list(userId, { limit: 1 })).items;
    expect(await store.markRead(randomUUID(), own?.id ?? '', new Date())).toBe(false);
    for (const id of ['made-up', '', '%']) expect(await store.markRead(userId, id, new Date())).toBe(false);
    expect(await store.unread(userId)).toBe(1);
  });

  it('lets entries go after 90 days, by when they were stored', async () => {
    const { store, userId, after } = await setUp();
    await store.add(userId, entry(1, { eventTime: '2015-06-01T20:00:00.000Z' }));
    after(89 * DAY_MS);
    await store.add(userId, entry(2));
    const [, old] = (await store.list(userId, { limit: 5 })).items;
    expect(old?.createdAt).toBe('2015-06-01T20:00:00.000Z');
    after(2 * DAY_MS);
    expect(titles(await store.list(userId, { limit: 5 }))).toEqual([entry(2).title]);
    expect(await store.unread(userId)).toBe(1);
    expect(await store.markRead(userId, old?.id ?? '', new Date())).toBe(false);
  });
}
