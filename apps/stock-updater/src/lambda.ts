import type { UpdateBatch } from '@marketscope/contracts';
import { createMarketData } from '@marketscope/market-data';
import { createEventPublisher, createMessageSender } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createQueueClient,
  createTopicClient,
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

const { tables, topics, queues, MARKET_DATA, YAHOO_BASE_URL } = readConfiguration(configuration);
const documents = createDocumentClient();
const { provider, timeline } = createMarketData({
  kind: MARKET_DATA,
  cursor: createReplayCursor({ documents, table: tables.runs }),
  yahooBaseUrl: YAHOO_BASE_URL,
});

export const handler = createStockUpdater({
  provider,
  timeline,
  universe: createUniverseStore({ documents, table: tables.universe }),
  watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
  alerts: createAlertStore({ documents, table: tables['price-alerts'] }),
  quotes: createQuoteStore({ documents, table: tables.quotes }),
  candles: createCandleStore({ documents, table: tables.candles }),
  runs: createRunStore({ documents, table: tables.runs }),
  restarts: createRestartStore({ documents, table: tables.runs }),
  batches: createMessageSender<UpdateBatch>(createQueueClient(), queues['market-updates']),
  publisher: createEventPublisher(createTopicClient(), topics),
  metrics: createMetrics('stock-updater', 'MarketScope'),
  businessMetrics: createMetrics('stock-updater', 'MarketScope/Business'),
  logger: createLogger('stock-updater'),
  clock: () => new Date(),
  newId: ulid,
});
