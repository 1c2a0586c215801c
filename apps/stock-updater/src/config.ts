import { marketDataSettings } from '@marketscope/market-data';
import { resourcesSchema } from '@marketscope/runtime';
import { alertSettings } from '@marketscope/stores';

/** What the service reaches, by the names of `infra/topology.json`. */
export const resourceNames = {
  tables: [
    'universe',
    'watchlists',
    'quotes',
    'candles',
    'runs',
    'price-alerts',
    'rate-limits',
    'screens',
    'saved-filters',
  ],
  topics: ['market-events', 'alerts'],
  queues: ['market-updates'],
  buckets: ['artifacts'],
  parameters: ['alpaca/key-id', 'alpaca/secret-key'],
} as const;

/** The service's environment. */
export const configuration = resourcesSchema(resourceNames).and(marketDataSettings).and(alertSettings);
