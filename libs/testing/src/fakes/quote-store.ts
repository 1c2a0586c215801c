import { marketOf, type QuoteStore, type StoredQuote } from '@marketscope/domain';

/** Last known prices in memory. */
export function createFakeQuoteStore(now: () => Date = () => new Date()): QuoteStore {
  const quotes = new Map<string, StoredQuote>();
  return {
    async get(symbol) {
      return quotes.get(symbol);
    },
    async getMany(symbols) {
      return new Map(
        symbols.flatMap((symbol) => {
          const quote = quotes.get(symbol);
          return quote ? [[symbol, quote]] : [];
        }),
      );
    },
    async putIfNewer(quote) {
      const before = quotes.get(quote.symbol);
      const sameMarket = before && marketOf(before.source) === marketOf(quote.source);
      if (sameMarket && before.asOf > quote.asOf) return false;
      quotes.set(quote.symbol, { ...quote, fetchedAt: now().toISOString() });
      return before?.asOf !== quote.asOf;
    },
  };
}
