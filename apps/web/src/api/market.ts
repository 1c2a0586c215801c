import { marketResponse, type MarketResponse } from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** Which market data this installation shows. */
export interface MarketApi {
  market(signal?: AbortSignal): Promise<MarketResponse>;
}

export function createMarketApi(client: ApiClient): MarketApi {
  return { market: (signal) => client.json('/api/market', marketResponse, { signal }) };
}
