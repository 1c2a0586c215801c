import {
  historyResponse,
  quotesResponse,
  searchResponse,
  type HistoryRange,
  type HistoryResponse,
  type QuotesResponse,
  type SearchHit,
} from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** Prices and symbols. */
export interface StockApi {
  /** The quote of each symbol, or the reason why it has none; at most 50 symbols. */
  quotes(symbols: readonly string[], signal?: AbortSignal): Promise<QuotesResponse>;
  history(symbol: string, range: HistoryRange, signal?: AbortSignal): Promise<HistoryResponse>;
  search(query: string, signal?: AbortSignal): Promise<SearchHit[]>;
}

export function createStockApi(client: ApiClient): StockApi {
  return {
    quotes: (symbols, signal) =>
      client.json(
        `/api/stock/quotes?${new URLSearchParams({ symbols: symbols.join(',') })}`,
        quotesResponse,
        {
          signal,
        },
      ),
    history: (symbol, range, signal) =>
      client.json(`/api/stock/history/${encodeURIComponent(symbol)}?range=${range}`, historyResponse, {
        signal,
      }),
    search: async (query, signal) => {
      const { items } = await client.json(
        `/api/stock/search?${new URLSearchParams({ q: query })}`,
        searchResponse,
        { signal },
      );
      return items;
    },
  };
}
