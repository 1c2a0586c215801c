import { z } from 'zod';
import { candle, currency, instant, priceSource, quote, symbol, symbolFailure } from '../market.ts';
import { listOf } from './list.ts';

/** A quote as the API gives it: `stale` when a session has ended since `asOf` without a newer price. */
export const quoteResponse = quote.extend({ cached: z.boolean(), stale: z.boolean() });
export type QuoteResponse = z.infer<typeof quoteResponse>;

/** `?symbols=AAPL,MSFT`: 1 to 50 symbols. */
export const quotesQuery = z.object({
  symbols: z
    .string()
    .transform((text) => text.split(',').filter((part) => part.trim() !== ''))
    .pipe(z.array(symbol).min(1).max(50))
    .transform((symbols) => [...new Set(symbols)]),
});
export const quotesResponse = listOf(quoteResponse).extend({ failed: z.array(symbolFailure) });
export type QuotesResponse = z.infer<typeof quotesResponse>;

export const historyRange = z.enum(['5d', '1mo', '3mo', '6mo', 'ytd', '1y', '2y', '5y']);
export type HistoryRange = z.infer<typeof historyRange>;
export const historyQuery = z.object({ range: historyRange.default('1mo') });
export const historyResponse = z.object({
  symbol,
  currency,
  source: priceSource,
  candles: z.array(candle),
});
export type HistoryResponse = z.infer<typeof historyResponse>;

export const searchQuery = z.object({ q: z.string().trim().min(1).max(100) });
export const searchHit = z.object({
  symbol,
  name: z.string(),
  exchange: z.string().nullable(),
  source: priceSource,
});
export type SearchHit = z.infer<typeof searchHit>;
export const searchResponse = listOf(searchHit);

/** Which market the prices are of: the live one, or a recorded one that is replayed, and what time it is there. */
export const marketResponse = z.object({ marketData: z.enum(['live', 'replay']), now: instant });
export type MarketResponse = z.infer<typeof marketResponse>;
