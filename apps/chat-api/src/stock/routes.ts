import {
  historyQuery,
  historyResponse,
  marketResponse,
  quoteResponse,
  quotesQuery,
  quotesResponse,
  searchQuery,
  searchResponse,
  symbol,
  type MarketResponse,
} from '@marketscope/contracts';
import type { MarketClock, MarketReader } from '@marketscope/domain';
import { z } from 'zod';
import type { ZodApp } from '../http/zod-app.ts';

const symbolParams = z.object({ symbol });

/** Prices and symbols. */
export async function stockRoutes(app: ZodApp, { market }: { market: MarketReader }): Promise<void> {
  const tags = ['stock'];
  app.get(
    '/api/stock/quote/:symbol',
    {
      schema: {
        tags,
        summary: 'The last known price of a symbol',
        params: symbolParams,
        response: { 200: quoteResponse },
      },
    },
    async (request) => market.quote(request.params.symbol),
  );
  app.get(
    '/api/stock/quotes',
    {
      schema: {
        tags,
        summary: 'The last known price of each symbol, or why it has none',
        querystring: quotesQuery,
        response: { 200: quotesResponse },
      },
    },
    async (request) => market.quotes(request.query.symbols),
  );
  app.get(
    '/api/stock/history/:symbol',
    {
      schema: {
        tags,
        summary: 'The sessions of a symbol, oldest first',
        params: symbolParams,
        querystring: historyQuery,
        response: { 200: historyResponse },
      },
    },
    async (request) => market.history(request.params.symbol, request.query.range),
  );
  app.get(
    '/api/stock/search',
    {
      schema: {
        tags,
        summary: 'Symbols whose ticker or name matches',
        querystring: searchQuery,
        response: { 200: searchResponse },
      },
    },
    async (request) => ({ items: await market.search(request.query.q) }),
  );
}

/** Which market this is; anyone may ask, so that a page can say so before somebody signs in. */
export async function marketRoutes(
  app: ZodApp,
  { marketData, marketClock }: { marketData: MarketResponse['marketData']; marketClock: MarketClock },
): Promise<void> {
  app.get(
    '/api/market',
    {
      schema: {
        tags: ['stock'],
        summary: 'Whether prices are live or replayed, and the market’s time',
        response: { 200: marketResponse },
      },
    },
    async () => ({ marketData, now: (await marketClock.now()).toISOString() }),
  );
}
