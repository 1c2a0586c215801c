import type { EventOf } from '@marketscope/contracts';
import type { AlertStore, QuoteStore } from '@marketscope/domain';
import { createSessionHistories } from '@marketscope/market-data';
import { createAlertStore, createQuoteStore } from '@marketscope/stores';
import {
  createEmptyTable,
  createFakeAlertStore,
  createFakeQuoteStore,
  startLocalCloud,
  type LocalCloud,
} from '@marketscope/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disturbedYear, type DisturbedYear } from '../testing/disturbed-year.ts';
import { plainFirings } from '../testing/plain-firings.ts';
import { batchOf, testMarket } from '../testing/test-market.ts';
import { updateSymbols } from './symbols.ts';

const YEAR = { alerts: 10_000, sessions: 252 };
const MONTH = { alerts: 150, sessions: 21 };

/** Makes the updates of a year on these stores; answers the ids of the crossings that were told. */
async function replay(
  { provider, alerts, updates }: DisturbedYear,
  stores: { alerts: AlertStore; quotes: QuoteStore },
): Promise<string[]> {
  const market = testMarket();
  const ports = {
    ...market.ports,
    ...stores,
    provider,
    histories: createSessionHistories({ candles: market.ports.candles, provider }),
    // The runs are of no interest here.
    runs: { noteFiring: async () => {} },
  };
  for (const alert of alerts) await ports.alerts.create(alert);
  for (const [index, { symbols, session, at }] of updates.entries()) {
    market.setTime(at.toISOString());
    const runId = `intraday-${index}`;
    const run = { runId, correlationId: runId, trigger: 'intraday', startedAt: at.toISOString() } as const;
    await updateSymbols(batchOf(symbols, { ...run, sessionDate: session }), ports, 60_000);
  }
  return market.published.filter(isTriggered).map(({ id }) => id);
}

function isTriggered(event: EventOf): event is EventOf<'alert.triggered.v1'> {
  return event.type === 'alert.triggered.v1';
}

describe.each([1, 2])('ten thousand alerts over a recorded year, disturbed in way %i', (seed) => {
  let year: DisturbedYear;
  let fired: string[];
  beforeAll(async () => {
    year = await disturbedYear({ seed, ...YEAR });
    fired = await replay(year, { alerts: createFakeAlertStore(), quotes: createFakeQuoteStore() });
  }, 120_000);

  it('fire exactly as a plain count over the evaluated prices has it', () => {
    expect(fired.toSorted()).toEqual(plainFirings(year));
  });

  it('fire from every side of every kind, some of them again and again', () => {
    const byId = new Map(year.alerts.map((alert) => [alert.id, alert]));
    const sides = fired.map((id) => {
      const { kind, direction } = byId.get(id.split('#')[0] ?? '') ?? {};
      return `${kind} ${direction}`;
    });
    expect([...new Set(sides)].toSorted()).toEqual([
      'average-cross above',
      'average-cross below',
      'base-percent above',
      'base-percent below',
      'change-percent above',
      'change-percent below',
      'drawdown below',
      'price above',
      'price below',
      'volume-ratio above',
    ]);
    expect(fired.length).toBeGreaterThan(YEAR.alerts);
    expect(fired.some((id) => Number(id.split('#')[1]) > 5)).toBe(true);
  });
});

describe('in DynamoDB', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud();
  });
  afterAll(() => cloud.stop());

  it('a month fires as it is counted, each key in three shards', async () => {
    const { documents } = cloud.clients;
    const month = await disturbedYear({ seed: 3, ...MONTH });
    const fired = await replay(month, {
      alerts: createAlertStore({
        documents,
        table: await createEmptyTable(cloud, 'price-alerts'),
        shards: 3,
      }),
      quotes: createQuoteStore({ documents, table: await createEmptyTable(cloud, 'quotes') }),
    });
    expect(fired.length).toBeGreaterThan(50);
    expect(fired.toSorted()).toEqual(plainFirings(month));
  }, 120_000);
});
