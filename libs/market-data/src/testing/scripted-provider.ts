import type { Quote } from '@marketscope/contracts';
import { sampleQuote } from '@marketscope/contracts/fixtures';
import { MarketDataError, type MarketDataProvider, type QuoteOutcome } from '@marketscope/domain';
import { vi } from 'vitest';

/** A quote of Friday, 14 February 2025. */
export function aQuote(symbol: string, more: Partial<Quote> = {}): Quote {
  return sampleQuote({ symbol, price: 100, asOf: '2025-02-14T21:00:00.000Z', source: 'yahoo', ...more });
}

/** An outcome with this quote. */
export function priced(symbol: string, more: Partial<Quote> = {}): QuoteOutcome {
  return { ok: true, quote: aQuote(symbol, more), candle: null };
}

/** A live provider that answers as a test says, and remembers what it was asked. */
export function scriptedProvider(
  name: string,
  answer: (symbol: string) => QuoteOutcome | Promise<QuoteOutcome>,
) {
  const quotes = vi.fn<MarketDataProvider['quotes']>(
    async (symbols) =>
      new Map(await Promise.all(symbols.map(async (symbol) => [symbol, await answer(symbol)] as const))),
  );
  const history = vi.fn<MarketDataProvider['history']>(async (symbol) => {
    throw new MarketDataError('unknown-symbol', `${name} has no history of ${symbol}`);
  });
  const search = vi.fn<MarketDataProvider['search']>(async () => []);
  const provider: MarketDataProvider = {
    name,
    market: 'live',
    batchSize: 100,
    quotes,
    history,
    histories: async (symbols, question) =>
      new Map(
        await Promise.all(
          symbols.map(
            async (symbol) => [symbol, { ok: true, history: await history(symbol, question) }] as const,
          ),
        ),
      ),
    search,
  };
  return { provider, quotes, history, search };
}
