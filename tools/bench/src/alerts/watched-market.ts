import type { Candle, EventOf, Quote, UpdateBatch } from '@marketscope/contracts';
import { sessionBefore, type AlertStore } from '@marketscope/domain';
import { sampleSessions } from '@marketscope/domain/fixtures';
import {
  captureLogger,
  createFakeArtifactStore,
  createFakeCandleStore,
  createFakeMetricSink,
  createFakeQuoteStore,
  createFakeRestartStore,
  createFakeRunStore,
  createFakeSavedFilterStore,
  createFakeScreenStore,
  createFakeUniverseStore,
  createFakeWatchlistStore,
  invocationWith,
  queueEvent,
} from '@marketscope/testing';
import { createStockUpdater } from '../../../../apps/stock-updater/src/app.ts';
import { MINUTE_MS, START } from './alert-mixture.ts';

const SESSION = '2026-11-20';

/** Sessions before the bench's day, which make every indicator known: all at 100, with a high of 110. */
const past = sampleSessions(sessionBefore(SESSION).date, Array<number>(260).fill(100), {
  open: 100,
  high: 110,
  low: 90,
  volume: 1_000_000,
});

/** What a symbol shows at a price: a fall at 96 on little volume, a rise at 104 on much. */
function shownAt(price: number, symbol: string, asOf: string): { quote: Quote; candle: Candle } {
  const volume = price > 100 ? 3_000_000 : 500_000;
  const quote = {
    symbol,
    name: null,
    price,
    previousClose: 100,
    change: price - 100,
    changePercent: price - 100,
  };
  return {
    quote: { ...quote, currency: 'USD', volume, asOf, source: 'yahoo' },
    candle: { date: SESSION, open: 100, high: price, low: price, close: price, adjClose: null, volume },
  };
}

/** The stock updater on a store of alerts, with all else in memory; every update sees all symbols at one price. */
export function watchedMarket(alerts: AlertStore): {
  /** Updates every symbol with alerts; answers how many alerts were told to have fired. */
  update: (minute: number, price: number) => Promise<number>;
} {
  let now = new Date(START);
  let price = 100;
  const published: EventOf[] = [];
  const sent: UpdateBatch[] = [];
  const metrics = createFakeMetricSink();
  const updater = createStockUpdater({
    provider: {
      market: 'live',
      batchSize: 100,
      quotes: async (symbols) =>
        new Map(
          symbols.map((symbol) => [symbol, { ok: true, ...shownAt(price, symbol, now.toISOString()) }]),
        ),
    },
    histories: {
      before: async (symbols) => new Map(symbols.map((symbol) => [symbol, past])),
      forget: async () => undefined,
    },
    timeline: { sessionFor: async () => ({ sessionDate: SESSION }) },
    alerts,
    artifacts: createFakeArtifactStore(),
    screens: createFakeScreenStore(),
    savedFilters: createFakeSavedFilterStore(),
    universe: createFakeUniverseStore(),
    watchlists: createFakeWatchlistStore(),
    quotes: createFakeQuoteStore(),
    candles: createFakeCandleStore(),
    runs: createFakeRunStore(),
    restarts: createFakeRestartStore(),
    batches: { send: async (messages) => void sent.push(...messages) },
    publisher: { publish: async (event) => void published.push(event) },
    metrics,
    businessMetrics: metrics,
    logger: captureLogger().logger,
    clock: () => now,
    newId: () => String(now.getTime()),
  });
  return {
    async update(minute, seen) {
      now = new Date(START + minute * MINUTE_MS);
      price = seen;
      published.length = 0;
      sent.length = 0;
      await updater({ trigger: 'intraday' }, invocationWith(60_000));
      for (const batch of sent) {
        const answer = await updater(queueEvent('market-updates', [batch]), invocationWith(60_000));
        if (answer && 'batchItemFailures' in answer && answer.batchItemFailures.length > 0)
          throw new Error('a batch of the update failed');
      }
      return published.filter(({ type }) => type === 'alert.triggered.v1').length;
    },
  };
}
