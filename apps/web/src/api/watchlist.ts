import { watchlistEntry, watchlistResponse, type WatchlistEntry } from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** The symbols that the signed-in person watches. */
export interface WatchlistApi {
  list(signal?: AbortSignal): Promise<WatchlistEntry[]>;
  /** @throws ApiError 404 for a symbol that nobody knows */
  add(symbol: string): Promise<WatchlistEntry>;
  remove(symbol: string): Promise<void>;
}

export function createWatchlistApi(client: ApiClient): WatchlistApi {
  return {
    list: async (signal) => (await client.json('/api/watchlist', watchlistResponse, { signal })).items,
    add: (symbol) => client.json('/api/watchlist', watchlistEntry, { method: 'POST', body: { symbol } }),
    remove: (symbol) => client.send(`/api/watchlist/${encodeURIComponent(symbol)}`, { method: 'DELETE' }),
  };
}
