import type { UpdateBatch } from '@marketscope/contracts';
import { alpacaKeysFrom, createMarketData, createSessionHistories } from '@marketscope/market-data';
import { createEventPublisher, createMessageSender } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createQueueClient,
  createTopicClient,
  optionalParameter,
  readConfiguration,
} from '@marketscope/runtime';
import {
  createAlertStore,
  createCandleStore,
  createQuoteStore,
  createReplayCursor,
  createRestartStore,
  createRunStore,
  createUniverseStore,
  createWatchlistStore,
} from '@marketscope/stores';
import { ulid } from 'ulid';
import { createStockUpdater } from './app.ts';
import { configuration } from './config.ts';

const config = readConfiguration(configuration);
const { tables, topics, queues, parameters } = config;
const documents = createDocumentClient();
const logger = createLogger('stock-updater');
const quotes = createQuoteStore({ documents, table: tables.quotes });
const { provider, timeline } = createMarketData({
  settings: config,
  cursor: createReplayCursor({ documents, table: tables.runs }),
  quotes,
  alpacaKeys: alpacaKeysFrom({
    keyId: optionalParameter(parameters['alpaca/key-id']),
    secretKey: optionalParameter(parameters['alpaca/secret-key']),
  }),
  logger,
});

const candles = createCandleStore({ documents, table: tables.candles });

export const handler = createStockUpdater({
  provider,
  timeline,
  artifacts: { text: async () => undefined },
  universe: createUniverseStore({ documents, table: tables.universe }),
  watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
  alerts: createAlertStore({ documents, table: tables['price-alerts'] }),
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
