import { makeEvent } from '@marketscope/contracts';
import type { AlertStore, StoredAlert, SymbolWatch } from '@marketscope/domain';
import { neverArmed, sampleStoredAlert } from '@marketscope/domain/fixtures';
import { expect, it } from 'vitest';

const armed = sampleStoredAlert({ id: '01A', threshold: 150, note: 'time to sell' });
const waiting: StoredAlert = { ...armed, ...neverArmed };
const triggered: StoredAlert = { ...armed, state: 'triggered', armedSince: null };

const noon = '2026-11-20T17:00:00.000Z';
const justBefore = new Date('2026-11-20T16:59:59.999Z');

const crossing = makeEvent({
  type: 'alert.triggered.v1',
  id: '01A#1',
  source: 'stock-updater',
  subject: 'AAPL',
  time: new Date(noon),
  correlationId: 'run-1',
  data: {
    alertId: '01A',
    userId: 'ada',
    symbol: 'AAPL',
    kind: 'price',
    direction: 'above',
    threshold: 150,
    note: null,
    value: 151,
    basePrice: null,
    repeat: false,
    cooldownMinutes: null,
    price: 151,
    currency: 'USD',
    changePercent: 1.5,
    volume: 1_000_000,
    average50: 140.5,
    average200: null,
    asOf: '2009-06-02T20:00:00.000Z',
    source: 'replay',
  },
});

/** What every AlertStore does; each test gets a store of its own. */
export function alertStoreContract(makeStore: () => Promise<AlertStore>): void {
  async function storeWith(...alerts: StoredAlert[]): Promise<AlertStore> {
    const store = await makeStore();
    for (const alert of alerts) await store.create(alert);
    return store;
  }
  const asked = { symbol: 'AAPL', kind: 'price', direction: 'above' } as const;
  const all = async (pages: AsyncIterable<StoredAlert[]>): Promise<StoredAlert[]> => {
    const alerts: StoredAlert[] = [];
    for await (const page of pages) alerts.push(...page);
    return alerts;
  };
  const watchOf = async (store: AlertStore, symbol: string): Promise<SymbolWatch | undefined> =>
    (await store.watches([symbol])).get(symbol);
  const ids = async (pages: AsyncIterable<StoredAlert[]>): Promise<string[]> =>
    (await all(pages)).map(({ id }) => id).toSorted();

  it('gives a person’s own alerts, newest first', async () => {
    const other = { ...armed, userId: 'bob' };
    const store = await storeWith(armed, { ...waiting, id: '01B' }, other);
    expect((await store.list('ada')).map(({ id }) => id)).toEqual(['01B', '01A']);
    expect(await store.get('ada', '01A')).toEqual(armed);
    expect(await store.get('bob', '01A')).toEqual(other);
    expect(await store.get('bob', '01B')).toBeUndefined();
    expect(await store.list('eve')).toEqual([]);
  });

  it('finds the armed alerts that a value makes true, at the threshold itself too', async () => {
    const store = await storeWith(
      armed,
      { ...armed, id: '01B', threshold: 139.5 },
      { ...armed, id: '01C', userId: 'bob', threshold: 150.01 },
      { ...armed, id: '01D', direction: 'below', threshold: 151 },
      { ...armed, id: '01E', symbol: 'MSFT', threshold: 20 },
      { ...waiting, id: '01F', threshold: 100 },
      { ...triggered, id: '01G', threshold: 100 },
      { ...armed, id: '01H', kind: 'change-percent', threshold: 5 },
    );
    expect(await ids(store.armedMetBy({ ...asked, value: 150 }))).toEqual(['01A', '01B']);
    expect(await ids(store.armedMetBy({ ...asked, value: 139.49 }))).toEqual([]);
    expect(await ids(store.armedMetBy({ ...asked, direction: 'below', value: 151 }))).toEqual(['01D']);
    expect(await ids(store.armedMetBy({ ...asked, direction: 'below', value: 151.01 }))).toEqual([]);
    expect(await ids(store.armedMetBy({ ...asked, kind: 'change-percent', value: 5.1 }))).toEqual(['01H']);
  });

  it('compares a price with the level that a base price and a percentage make', async () => {
    const up = { ...armed, kind: 'base-percent', basePrice: 100, threshold: 10 } as const;
    const store = await storeWith(up, { ...up, id: '01B', basePrice: 200 });
    expect(await ids(store.armedMetBy({ ...asked, kind: 'base-percent', value: 110 }))).toEqual(['01A']);
    expect(await ids(store.armedMetBy({ ...asked, kind: 'base-percent', value: 109.99 }))).toEqual([]);
  });

  it.each([-20, 0])('compares values below zero with a level of %d', async (level) => {
    const drawdown = { ...armed, kind: 'drawdown', direction: 'below', threshold: level } as const;
    const store = await storeWith(drawdown);
    const condition = { symbol: 'AAPL', kind: 'drawdown', direction: 'below' } as const;
    expect(await ids(store.armedMetBy({ ...condition, value: level - 0.5 }))).toEqual(['01A']);
    expect(await ids(store.armedMetBy({ ...condition, value: level + 0.5 }))).toEqual([]);
  });

  it('finds the waiting alerts that a value makes false, and none that rests', async () => {
    const store = await storeWith(
      waiting,
      { ...waiting, id: '01B', threshold: 149.99 },
      { ...waiting, id: '01C', direction: 'below', threshold: 149 },
      { ...armed, id: '01D', threshold: 200 },
      { ...waiting, id: '01E', restsUntil: noon, repeat: true, cooldownMinutes: 60 },
    );
    expect(await ids(store.waitingUnmetBy({ ...asked, value: 149.99 }))).toEqual(['01A']);
    expect(await ids(store.waitingUnmetBy({ ...asked, value: 150 }))).toEqual([]);
    expect(await ids(store.waitingUnmetBy({ ...asked, direction: 'below', value: 149.01 }))).toEqual(['01C']);
    expect(await ids(store.waitingUnmetBy({ ...asked, direction: 'below', value: 149 }))).toEqual([]);
  });

  it('finds those whose time has come, whatever the price', async () => {
    const store = await storeWith(
      armed,
      { ...waiting, id: '01B', restsUntil: noon },
      { ...waiting, id: '01C', state: 'snoozed', snoozedUntil: noon },
      { ...armed, id: '01D', expiresAt: noon },
      { ...armed, id: '01E', expiresAt: noon, symbol: 'MSFT' },
      { ...triggered, id: '01F', expiresAt: noon },
    );
    expect(await ids(store.due('AAPL', justBefore))).toEqual([]);
    expect(await ids(store.due('AAPL', new Date(noon)))).toEqual(['01B', '01C', '01D']);
  });

  it('finds those that wait for a session to be over, in a later one alone', async () => {
    const fall: StoredAlert = {
      ...waiting,
      kind: 'change-percent',
      direction: 'below',
      threshold: -5,
      lastCrossing: { asOf: '2009-06-02T19:00:00.000Z', source: 'replay' },
    };
    const store = await storeWith(
      fall,
      { ...fall, id: '01B', expiresAt: noon },
      { ...fall, id: '01C', restsUntil: noon, repeat: true, cooldownMinutes: 60 },
      { ...fall, id: '01D', direction: 'above' },
      { ...fall, id: '01E', lastCrossing: null },
      { ...fall, id: '01F', state: 'armed', armedSince: '2009-06-02T20:00:00.000Z' },
      { ...fall, id: '01G', symbol: 'MSFT' },
      { ...waiting, id: '01H', lastCrossing: fall.lastCrossing },
      { ...fall, id: '01I', untold: crossing },
    );
    expect(await ids(store.waitingOutBefore('AAPL', '2009-06-02'))).toEqual([]);
    expect(await ids(store.waitingOutBefore('AAPL', '2009-06-03'))).toEqual(['01A', '01B']);
    const falls = { symbol: 'AAPL', kind: 'change-percent', direction: 'below', value: -4 } as const;
    expect(await ids(store.waitingUnmetBy(falls))).toEqual(['01A', '01B', '01E', '01I']);
    expect(await ids(store.due('AAPL', new Date(noon)))).toEqual(['01C', '01I']);
  });

  it('has what is yet to be told due at once, with the event that tells it', async () => {
    const store = await storeWith({ ...triggered, untold: crossing });
    const [due] = await all(store.due('AAPL', new Date(0)));
    expect(due).toEqual({ ...triggered, untold: crossing });
    await store.replace({ ...triggered, untold: crossing }, triggered);
    expect(await all(store.due('AAPL', new Date(noon)))).toEqual([]);
  });

  it('replaces an alert once, and moves it to where its next state is found', async () => {
    const store = await storeWith(armed);
    const next: StoredAlert = {
      ...armed,
      state: 'waiting',
      armedSince: null,
      lastTriggeredAt: noon,
      lastCrossing: { asOf: crossing.data.asOf, source: 'replay' },
    };
    const tries = await Promise.all([1, 2, 3].map(() => store.replace(armed, next)));
    const stored = { ...next, revision: 1 };
    expect(tries.filter((each) => each !== undefined)).toEqual([stored]);
    expect(await store.replace(armed, next)).toBeUndefined();
    expect(await store.get('ada', '01A')).toEqual(stored);
    expect(await ids(store.armedMetBy({ ...asked, value: 200 }))).toEqual([]);
    expect(await all(store.waitingUnmetBy({ ...asked, value: 1 }))).toEqual([stored]);

    expect(await store.replace(stored, { ...armed, armGeneration: 2 })).toMatchObject({ revision: 2 });
    expect(await ids(store.waitingUnmetBy({ ...asked, value: 1 }))).toEqual([]);
    expect(await ids(store.armedMetBy({ ...asked, value: 150 }))).toEqual(['01A']);
  });

  it('replaces nothing that was deleted', async () => {
    const store = await storeWith(armed, { ...waiting, id: '01B' });
    expect(await store.delete('ada', '01A')).toBe(true);
    expect(await store.delete('ada', '01A')).toBe(false);
    expect(await store.replace(armed, triggered)).toBeUndefined();
    expect(await store.get('ada', '01A')).toBeUndefined();
    expect(await ids(store.armedMetBy({ ...asked, value: 200 }))).toEqual([]);
    expect(await store.delete('bob', '01B')).toBe(false);
  });

  it('finds the live alerts of a symbol that hold money', async () => {
    const store = await storeWith(
      armed,
      { ...waiting, id: '01B', direction: 'below' },
      { ...armed, id: '01C', kind: 'base-percent', basePrice: 100, threshold: 5 },
      { ...waiting, id: '01D', state: 'snoozed', snoozedUntil: noon },
      { ...waiting, id: '01E', restsUntil: noon },
      { ...armed, id: '01F', kind: 'change-percent', threshold: 5, expiresAt: noon },
      { ...triggered, id: '01G' },
      { ...armed, id: '01H', symbol: 'MSFT' },
    );
    expect(new Set(await ids(store.moneyAlerts('AAPL')))).toEqual(
      new Set(['01A', '01B', '01C', '01D', '01E']),
    );
  });

  it('names every symbol that has an alert to look after, and what of it is watched', async () => {
    const store = await storeWith(
      armed,
      { ...waiting, id: '01B', symbol: '^GSPC' },
      { ...armed, id: '01C', userId: 'bob' },
      { ...armed, id: '01D', kind: 'drawdown', direction: 'below', threshold: -20 },
    );
    expect(await store.symbols()).toEqual(new Set(['AAPL', '^GSPC']));
    expect((await watchOf(store, 'AAPL'))?.conditions).toEqual([
      { kind: 'drawdown', direction: 'below' },
      { kind: 'price', direction: 'above' },
    ]);
    expect(await watchOf(store, 'MSFT')).toBeUndefined();
    expect(await (await makeStore()).symbols()).toEqual(new Set());
  });

  it('watches what an alert is changed to', async () => {
    const store = await storeWith(triggered);
    await store.replace(triggered, { ...armed, direction: 'below' });
    expect((await watchOf(store, 'AAPL'))?.conditions).toContainEqual({ kind: 'price', direction: 'below' });
  });

  const look = async (store: AlertStore): Promise<void> => {
    const watch = await watchOf(store, 'AAPL');
    if (watch) await store.forgetEnded(watch, new Date());
  };

  it('forgets what has ended when somebody looks twice, and the symbol with the last of it', async () => {
    const store = await storeWith(armed, { ...armed, id: '01B', direction: 'below' });
    for (let time = 0; time < 2; time += 1) await look(store);
    expect((await watchOf(store, 'AAPL'))?.conditions).toHaveLength(2);
    await store.delete('ada', '01A');
    for (let time = 0; time < 2; time += 1) await look(store);
    expect((await watchOf(store, 'AAPL'))?.conditions).toEqual([{ kind: 'price', direction: 'below' }]);
    await store.delete('ada', '01B');
    for (let time = 0; time < 2; time += 1) await look(store);
    expect(await watchOf(store, 'AAPL')).toBeUndefined();
    expect(await store.symbols()).toEqual(new Set());
    await store.create(armed);
    expect(await store.symbols()).toEqual(new Set(['AAPL']));
  });

  it('forgets nothing for one look that missed an alert, as when it passed from one index to another', async () => {
    const store = await storeWith(armed);
    await store.delete('ada', '01A');
    await look(store);
    expect((await watchOf(store, 'AAPL'))?.conditions).toHaveLength(1);
    await store.create(armed);
    await store.delete('ada', '01A');
    await look(store);
    expect((await watchOf(store, 'AAPL'))?.conditions).toHaveLength(1);
    await look(store);
    expect(await watchOf(store, 'AAPL')).toBeUndefined();
  });

  it('forgets nothing while an alert rests or is snoozed, nor one that was made meanwhile', async () => {
    const snoozed: StoredAlert = { ...waiting, state: 'snoozed', snoozedUntil: noon };
    const store = await storeWith(snoozed);
    const before = await watchOf(store, 'AAPL');
    if (!before) throw new TypeError('it is not watched');
    await store.forgetEnded(before, new Date(noon));
    expect((await watchOf(store, 'AAPL'))?.conditions).toHaveLength(1);

    await store.delete('ada', '01A');
    const stale = { ...before, checkedAt: '2026-11-19T00:00:00.000Z' };
    await store.forgetEnded(stale, new Date(noon));
    expect((await watchOf(store, 'AAPL'))?.conditions).toHaveLength(1);
  });

  it('gives more alerts than one page holds', async () => {
    const note = 'x'.repeat(8000);
    const many = Array.from({ length: 300 }, (_, n) => ({
      ...armed,
      id: `01${String(n).padStart(4, '0')}`,
      note,
    }));
    const store = await makeStore();
    for (let from = 0; from < many.length; from += 100)
      await Promise.all(many.slice(from, from + 100).map((alert) => store.create(alert)));
    expect(await all(store.armedMetBy({ ...asked, value: 150 }))).toHaveLength(300);
  });
}
