import type { AlertStore, StoredAlert } from '@marketscope/domain';
import { neverArmed, sampleStoredAlert } from '@marketscope/domain/fixtures';
import { createAlertStore } from '@marketscope/stores';
import {
  createEmptyTable,
  createFakeAlertStore,
  createFakeQuoteStore,
  startLocalCloud,
  type LocalCloud,
} from '@marketscope/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days, priceOf } from '../testing/test-market.ts';
import { evaluateAlerts } from './alerts.ts';

const FIRE = 5;
const ARM = 4;
const END = 3;
/** Those that were true in the session before, and fire in this one. */
const ANEW = 2;

const quotes = createFakeQuoteStore();
const run = { startedAt: '2026-11-20T21:30:00.000Z', correlationId: 'daily-1' };
const now = new Date(run.startedAt);

/** Some alerts that a price of 140 concerns, among many that it doesn't: armed, waiting, resting, snoozed, done. */
function alertsAmong(count: number): StoredAlert[] {
  const many = (length: number, parts: (index: number) => Partial<StoredAlert>): Partial<StoredAlert>[] =>
    Array.from({ length }, (_, index) => parts(index));
  const later = '2026-12-24T00:00:00.000Z';
  const resting = { ...neverArmed, repeat: true, cooldownMinutes: 60, armGeneration: 1 };
  const fall = { ...neverArmed, kind: 'change-percent', direction: 'below', threshold: -5 } as const;
  const trueAt = (asOf: string) => ({ lastCrossing: { asOf, source: 'replay' } }) as const;
  const parts = [
    ...many(FIRE, () => ({ threshold: 139 })),
    ...many(ARM, () => ({ ...neverArmed, threshold: 141 })),
    ...many(END, () => ({ ...resting, threshold: 139, restsUntil: run.startedAt })),
    ...many(ANEW, () => ({ ...fall, ...trueAt(days.tuesday) })),
    ...many(Math.ceil(count / 5), () => ({ ...fall, ...trueAt(days.wednesday) })),
    ...many(Math.ceil(count / 5), (index) => ({ threshold: 140.01 + index })),
    ...many(Math.ceil(count / 5), (index) => ({ ...neverArmed, threshold: 140 - index / count })),
    ...many(Math.ceil(count / 5), () => ({ ...resting, threshold: 150, restsUntil: later })),
    ...many(Math.ceil(count / 5), () => ({ ...neverArmed, state: 'snoozed', snoozedUntil: later })),
    ...many(Math.ceil(count / 5), () => ({ state: 'triggered', armedSince: null, threshold: 100 })),
  ];
  return parts.map((each, index) =>
    sampleStoredAlert({ ...each, id: `ALERT-${index}`, userId: `person-${index}` } as Partial<StoredAlert>),
  );
}

const update = async (alerts: AlertStore): Promise<number> => {
  const watch = (await alerts.watches(['AAPL'])).get('AAPL');
  if (!watch) throw new TypeError('nobody watches');
  const quote = priceOf(140, { asOf: days.wednesday, changePercent: -6 });
  const publisher = { publish: async () => {} };
  return evaluateAlerts(watch, { quote, indicators: null }, run, {
    alerts,
    quotes,
    publisher,
    clock: () => now,
  });
};

it('reads as many of a hundred thousand alerts as of a thousand: those that it does something to', async () => {
  const readAmong = async (count: number): Promise<number> => {
    const store = createFakeAlertStore();
    for (const alert of alertsAmong(count)) await store.create(alert);
    let read = 0;
    const counted = (pages: AsyncIterable<StoredAlert[]>) =>
      (async function* () {
        for await (const page of pages) {
          read += page.length;
          yield page;
        }
      })();
    const fired = await update({
      ...store,
      armedMetBy: (query) => counted(store.armedMetBy(query)),
      waitingUnmetBy: (query) => counted(store.waitingUnmetBy(query)),
      waitingOutBefore: (symbol, session) => counted(store.waitingOutBefore(symbol, session)),
      due: (symbol, time) => counted(store.due(symbol, time)),
    });
    expect(fired).toBe(FIRE + ANEW);
    return read;
  };
  const moved = FIRE + ARM + END + ANEW;
  expect([await readAmong(1000), await readAmong(100_000)]).toEqual([moved, moved]);
});

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

it('has DynamoDB read no more either, beyond one answer for each key of an index', async () => {
  const readAmong = async (count: number): Promise<{ items: number; queries: number }> => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'price-alerts');
    const store = createAlertStore({ documents, table, shards: 2 });
    const alerts = alertsAmong(count);
    for (let from = 0; from < alerts.length; from += 50)
      await Promise.all(alerts.slice(from, from + 50).map((alert) => store.create(alert)));
    const read = { items: 0, queries: 0 };
    documents.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { ScannedCount } = result.output as { ScannedCount?: number };
        if (ScannedCount !== undefined) {
          read.items += ScannedCount;
          read.queries += 1;
        }
        return result;
      },
      { name: 'countReads', step: 'initialize', override: true },
    );
    expect(await update(store)).toBe(FIRE + ANEW);
    documents.middlewareStack.remove('countReads');
    return read;
  };
  const few = await readAmong(100);
  expect(await readAmong(2000)).toEqual(few);
  // Due, waiting for a session, and armed and waiting of the two conditions that are watched, in two shards each.
  expect(few).toEqual({ items: FIRE + ARM + END + ANEW, queries: 12 });
}, 60_000);
