import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EventOf, UpdateBatch } from '@marketscope/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { createMarketData, createSessionHistories, marketDataSettings } from '@marketscope/market-data';
import { createLogger } from '@marketscope/runtime';
import { createReplayCursor, createRunStore } from '@marketscope/stores';
import {
  createFakeAlertStore,
  createFakeArtifactStore,
  createFakeCandleStore,
  createFakeMetricSink,
  createFakeQuoteStore,
  createFakeRestartStore,
  createFakeSavedFilterStore,
  createFakeScreenStore,
  createFakeUniverseStore,
  createFakeWatchlistStore,
} from '@marketscope/testing';
import { ulid } from 'ulid';
import { z } from 'zod';
import { createStockUpdater } from '../../../../apps/stock-updater/src/app.ts';

export const updaterSettings = z.object({
  /** Of Alpaca. */
  url: z.string(),
  /** Of the emulator that keeps the runs. */
  runsEndpoint: z.string(),
  runsTable: z.string(),
  /** Symbols that the provider tells of in a call. */
  symbolsPerCall: z.number(),
  symbols: z.array(z.string()),
});
export type UpdaterSettings = z.infer<typeof updaterSettings>;

/** What DynamoDB takes for a call, in milliseconds. */
const TABLE_MS = 5;

/**
 * The stock updater with its own provider, Alpaca over HTTP without a limit of calls, but that this tells of fewer symbols a
 * call. Runs are in an emulator's
 * table, where all processes see them. Tables of symbols are in memory, each call of them after 5 ms: an emulator on this
 * machine would take the time that the updater needs, and be what is measured.
 */
export function createMeasuredUpdater(
  { url, runsEndpoint, runsTable, symbolsPerCall, symbols }: UpdaterSettings,
  { send, publish }: { send: (batches: readonly UpdateBatch[]) => void; publish: (event: EventOf) => void },
): ReturnType<typeof createStockUpdater> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: runsEndpoint }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const logger = createLogger('bench', { level: 'silent' });
  const quotes = afterwards(createFakeQuoteStore());
  const candles = afterwards(createFakeCandleStore());
  const alerts = createFakeAlertStore();
  const { provider: ofMany, timeline } = createMarketData({
    settings: marketDataSettings.parse({ MARKET_DATA: 'alpaca', ALPACA_BASE_URL: url }),
    cursor: createReplayCursor({ documents, table: runsTable }),
    quotes,
    alpacaKeys: async () => ({ keyId: 'key', secretKey: 'secret' }),
    logger,
  });
  const provider = { ...ofMany, batchSize: symbolsPerCall };
  const metrics = createFakeMetricSink();
  return createStockUpdater({
    provider,
    timeline,
    quotes,
    candles,
    alerts: { ...alerts, watches: afterwards(alerts).watches },
    screens: afterwards(createFakeScreenStore()),
    histories: createSessionHistories({ candles, provider }),
    runs: createRunStore({ documents, table: runsTable }),
    artifacts: createFakeArtifactStore(),
    savedFilters: createFakeSavedFilterStore(),
    universe: createFakeUniverseStore(symbols),
    watchlists: createFakeWatchlistStore(),
    restarts: createFakeRestartStore(),
    batches: { send: async (messages) => send(messages) },
    publisher: { publish: async (event) => publish(event) },
    metrics,
    businessMetrics: metrics,
    logger,
    clock: () => new Date(),
    newId: ulid,
  });
}

/** A store each of whose calls takes as long as DynamoDB's. */
function afterwards<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        await pause(TABLE_MS);
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
}
