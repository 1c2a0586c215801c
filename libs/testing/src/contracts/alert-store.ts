import type { AlertStore, StoredAlert } from '@marketscope/domain';
import { expect, it } from 'vitest';

const armed: StoredAlert = {
  id: '01A',
  userId: 'ada',
  symbol: 'AAPL',
  kind: 'price',
  direction: 'above',
  threshold: 150,
  currency: 'USD',
  basePrice: null,
  repeat: false,
  cooldownMinutes: null,
  snoozedUntil: null,
  expiresAt: null,
  note: 'time to sell',
  state: 'armed',
  createdAt: '2026-11-20T15:00:00.000Z',
  lastTriggeredAt: null,
  armGeneration: 1,
  armedSince: '2009-06-01T20:00:00.000Z',
};
const waiting: StoredAlert = { ...armed, state: 'waiting', armGeneration: 0, armedSince: null };

/** What every AlertStore does; each test gets a store of its own. */
export function alertStoreContract(makeStore: () => Promise<AlertStore>): void {
  async function storeWith(...alerts: StoredAlert[]): Promise<AlertStore> {
    const store = await makeStore();
    for (const alert of alerts) await store.create(alert);
    return store;
  }
  const asked = { symbol: 'AAPL', kind: 'price', direction: 'above' } as const;
  const ids = (alerts: StoredAlert[]): string[] => alerts.map(({ id }) => id).toSorted();

  it('gives a person’s own alerts, newest first', async () => {
    const other = { ...armed, userId: 'bob' };
    const store = await storeWith(armed, { ...waiting, id: '01B' }, other);
    expect((await store.list('ada')).map(({ id }) => id)).toEqual(['01B', '01A']);
    expect(await store.get('ada', '01A')).toEqual(armed);
    expect(await store.get('bob', '01A')).toEqual(other);
    expect(await store.get('bob', '01B')).toBeUndefined();
    expect(await store.list('eve')).toEqual([]);
  });

  it('finds the armed alerts that a value meets, the threshold itself included', async () => {
    const store = await storeWith(
      armed,
      { ...armed, id: '01B', threshold: 139.5 },
      { ...armed, id: '01C', userId: 'bob', threshold: 150.01 },
      { ...armed, id: '01D', direction: 'below', threshold: 151 },
      { ...armed, id: '01E', symbol: 'MSFT', threshold: 20 },
      { ...waiting, id: '01F', threshold: 100 },
      { ...armed, id: '01G', state: 'triggered', threshold: 100 },
    );
    expect(ids(await store.armedMetBy({ ...asked, value: 150 }))).toEqual(['01A', '01B']);
    expect(ids(await store.armedMetBy({ ...asked, value: 139.49 }))).toEqual([]);
    expect(ids(await store.armedMetBy({ ...asked, direction: 'below', value: 151 }))).toEqual(['01D']);
    expect(ids(await store.armedMetBy({ ...asked, direction: 'below', value: 151.01 }))).toEqual([]);
  });

  it('finds the waiting alerts that a value does not meet', async () => {
    const store = await storeWith(
      waiting,
      { ...waiting, id: '01B', threshold: 149.99 },
      { ...waiting, id: '01C', direction: 'below', threshold: 149 },
      { ...armed, id: '01D', threshold: 200 },
    );
    expect(ids(await store.waitingUnmetBy({ ...asked, value: 149.99 }))).toEqual(['01A']);
    expect(ids(await store.waitingUnmetBy({ ...asked, value: 150 }))).toEqual([]);
    expect(ids(await store.waitingUnmetBy({ ...asked, direction: 'below', value: 149.01 }))).toEqual(['01C']);
    expect(ids(await store.waitingUnmetBy({ ...asked, direction: 'below', value: 149 }))).toEqual([]);
  });

  it('disarms a crossing once', async () => {
    const store = await storeWith(armed);
    const at = new Date('2026-11-20T21:31:00.000Z');
    const ended = await Promise.all([1, 2, 3].map(() => store.disarm(armed, at)));
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await store.disarm(armed, at)).toBe(false);
    expect(await store.get('ada', '01A')).toEqual({
      ...armed,
      state: 'triggered',
      armedSince: null,
      lastTriggeredAt: at.toISOString(),
    });
    expect(await store.armedMetBy({ ...asked, value: 200 })).toEqual([]);
  });

  it('arms a waiting alert once, with its next generation', async () => {
    const store = await storeWith(waiting);
    const since = '2009-06-02T20:00:00.000Z';
    expect(await store.arm(waiting, since)).toBe(true);
    expect(await store.arm(waiting, since)).toBe(false);
    const now = { ...waiting, state: 'armed' as const, armGeneration: 1, armedSince: since };
    expect(await store.get('ada', '01A')).toEqual(now);
    expect(await store.waitingUnmetBy({ ...asked, value: 1 })).toEqual([]);
    expect(await store.armedMetBy({ ...asked, value: 150 })).toEqual([now]);
  });

  it('changes neither a deleted alert nor another generation of it', async () => {
    const store = await storeWith(armed, { ...waiting, id: '01B' });
    const at = new Date();
    expect(await store.disarm({ ...armed, armGeneration: 2 }, at)).toBe(false);
    expect(await store.delete('ada', '01A')).toBe(true);
    expect(await store.delete('ada', '01A')).toBe(false);
    expect(await store.disarm(armed, at)).toBe(false);
    expect(await store.get('ada', '01A')).toBeUndefined();
    expect(await store.delete('bob', '01B')).toBe(false);
  });

  it('names every symbol that has an alert to look after', async () => {
    const store = await storeWith(armed, { ...waiting, id: '01B', symbol: '^GSPC' });
    await store.create({ ...armed, id: '01C', userId: 'bob' });
    expect(await store.symbols()).toEqual(new Set(['AAPL', '^GSPC']));
    expect(await (await makeStore()).symbols()).toEqual(new Set());
  });

  it('gives more alerts than one page holds', async () => {
    const note = 'x'.repeat(500);
    const many = Array.from({ length: 1200 }, (_, n) => ({
      ...armed,
      id: `01${String(n).padStart(4, '0')}`,
      note,
    }));
    const store = await makeStore();
    for (let from = 0; from < many.length; from += 100)
      await Promise.all(many.slice(from, from + 100).map((alert) => store.create(alert)));
    expect(await store.armedMetBy({ ...asked, value: 150 })).toHaveLength(1200);
  });
}
