import {
  marketOf,
  type QuoteCache,
  type QuoteEntry,
  type QuoteStore,
  type StoredQuote,
} from '@marketscope/domain';

const nothing: QuoteEntry = { quote: undefined, askedUntil: undefined, unknown: undefined };

/** Last known prices in memory. */
export function createFakeQuoteStore(now: () => Date = () => new Date()): QuoteStore & QuoteCache {
  const entries = new Map<string, QuoteEntry>();
  const entryOf = (symbol: string): QuoteEntry => entries.get(symbol) ?? nothing;
  const isAsSeen = (symbol: string, seen: StoredQuote | undefined): boolean =>
    entryOf(symbol).quote?.fetchedAt === seen?.fetchedAt;
  return {
    async get(symbol) {
      return entryOf(symbol).quote;
    },
    async getMany(symbols) {
      return new Map(
        symbols.flatMap((symbol) => {
          const { quote } = entryOf(symbol);
          return quote ? [[symbol, quote]] : [];
        }),
      );
    },
    async putIfNewer(quote) {
      const before = entryOf(quote.symbol).quote;
      const sameMarket = before && marketOf(before.source) === marketOf(quote.source);
      if (sameMarket && before.asOf > quote.asOf) return false;
      entries.set(quote.symbol, { ...nothing, quote: { ...quote, fetchedAt: now().toISOString() } });
      return before?.asOf !== quote.asOf;
    },
    async entries(symbols) {
      return new Map(
        symbols.flatMap((symbol) => {
          const entry = entries.get(symbol);
          return entry ? [[symbol, entry]] : [];
        }),
      );
    },
    async claim(symbol, { seen, market, now: at, until }) {
      const entry = entryOf(symbol);
      if (!isAsSeen(symbol, seen)) return false;
      if (entry.askedUntil && entry.askedUntil > at) return false;
      if (entry.unknown?.market === market && entry.unknown.until > at) return false;
      entries.set(symbol, { ...entry, askedUntil: until });
      return true;
    },
    async release(symbol, until) {
      const entry = entries.get(symbol);
      if (entry?.askedUntil?.getTime() === until.getTime())
        entries.set(symbol, { ...entry, askedUntil: undefined });
    },
    async putUnknown(symbol, { seen, market, until }) {
      if (isAsSeen(symbol, seen))
        entries.set(symbol, { ...entryOf(symbol), askedUntil: undefined, unknown: { market, until } });
    },
  };
}
