import type { UpdateBatch } from '@marketscope/contracts';
import { createAlpacaAccess, createMarketData, createSessionHistories } from '@marketscope/market-data';
import { createEventPublisher, createMessageSender } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createObjectClient,
  createQueueClient,
  createTopicClient,
  optionalParameter,
  readConfiguration,
} from '@marketscope/runtime';
import {
  createAlertStore,
  createArtifactStore,
  createCandleStore,
  createQuoteStore,
  createRateLimitStore,
  createReplayCursor,
  createRestartStore,
  createRunStore,
  createSavedFilterStore,
  createScreenStore,
  createUniverseStore,
  createWatchlistStore,
} from '@marketscope/stores';
import { ulid } from 'ulid';
import { createStockUpdater } from './app.ts';
import { configuration } from './config.ts';

/**
 * Longest wait for the first provider of prices, in milliseconds: a call that is never answered and a retry, which leaves as
 * much of a batch's time to the second.
 */
const PROVIDER_PATIENCE_MS = 15_000;

const config = readConfiguration(configuration);
const { tables, topics, queues, buckets, parameters } = config;
const documents = createDocumentClient();
const logger = createLogger('stock-updater');
const quotes = createQuoteStore({ documents, table: tables.quotes });
const { provider, timeline } = createMarketData({
  settings: config,
  cursor: createReplayCursor({ documents, table: tables.runs }),
  quotes,
  ...createAlpacaAccess({
    keys: {
      keyId: optionalParameter(parameters['alpaca/key-id']),
      secretKey: optionalParameter(parameters['alpaca/secret-key']),
    },
    rateLimits: createRateLimitStore({ documents, table: tables['rate-limits'] }),
    requestsPerMinute: config.ALPACA_REQUESTS_PER_MINUTE,
  }),
  patienceMs: PROVIDER_PATIENCE_MS,
  logger,
});
const candles = createCandleStore({ documents, table: tables.candles });

export const handler = createStockUpdater({
  provider,
  timeline,
  artifacts: createArtifactStore({ objects: createObjectClient(), bucket: buckets.artifacts }),
  screens: createScreenStore({ documents, table: tables.screens }),
  savedFilters: createSavedFilterStore({ documents, table: tables['saved-filters'] }),
  universe: createUniverseStore({ documents, table: tables.universe }),
  watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
  alerts: createAlertStore({ documents, table: tables['price-alerts'], shards: config.ALERT_SHARDS }),
  quotes,
  candles,
  histories: createSessionHistories({ candles, provider }),
  runs: createRunStore({ documents, table: tables.runs }),
  restarts: createRestartStore({ documents, table: tables.runs }),
  batches: createMessageSender<UpdateBatch>(createQueueClient(), queues['market-updates']),
  publisher: createEventPublisher(createTopicClient(), topics),
  metrics: createMetrics('stock-updater', 'MarketScope'),
  businessMetrics: createMetrics('stock-updater', 'MarketScope/Business'),
  logger,
  clock: () => new Date(),
  newId: ulid,
});
