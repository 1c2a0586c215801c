import {
  quoteResponse,
  symbol,
  symbolFailure,
  type Citation,
  type QuoteResponse,
} from '@marketscope/contracts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Symbols of one call. */
const MAX_SYMBOLS = 25;

export const quoteToolResult = z.object({ quotes: z.array(quoteResponse), failed: z.array(symbolFailure) });
export type QuoteToolResult = z.infer<typeof quoteToolResult>;

export const getQuote = defineTool({
  name: 'get_quote',
  description:
    'Latest known price of each symbol, with its change on the day, currency, source, as-of time and whether it is stale. Symbols without a price come back under `failed` with the reason.',
  input: z.strictObject({
    symbols: z.array(symbol).min(1).max(MAX_SYMBOLS).describe('Tickers, e.g. ["AAPL", "MSFT"]'),
  }),
  result: quoteToolResult,
  async run({ symbols }, { market }) {
    const { items, failed } = await market.quotes([...new Set(symbols)]);
    return { result: { quotes: items, failed }, citations: items.map(citationOf) };
  },
});

/** Where a quoted price comes from. */
export function citationOf({ symbol, source, asOf, stale }: QuoteResponse): Citation {
  return { kind: 'quote', symbol, source, asOf, stale };
}
