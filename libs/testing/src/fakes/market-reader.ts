import type { HistoryResponse, QuoteResponse, SearchHit, SymbolFailure } from '@marketscope/contracts';
import { sampleCandle, sampleQuote } from '@marketscope/contracts/fixtures';
import { MarketDataError, type MarketReader } from '@marketscope/domain';

/** A market whose prices and failures a test sets. What was not set is an unknown symbol. */
export interface FakeMarket extends MarketReader {
  /** Sets a price, and the rest of the quote where it matters. */
  set(symbol: string, price: number, parts?: Partial<QuoteResponse>): void;
  /** Sets a symbol's past, oldest session first; without it, its price is its only session. */
  setHistory(symbol: string, candles: HistoryResponse['candles']): void;
  /** Makes questions about a symbol fail. */
  fail(symbol: string, reason: SymbolFailure['reason']): void;
}

/** The close of a session that the fake's prices are of. */
const AS_OF = '2026-11-20T21:00:00.000Z';

export function createFakeMarket(): FakeMarket {
  const quotes = new Map<string, QuoteResponse>();
  const histories = new Map<string, HistoryResponse['candles']>();
  const failures = new Map<string, SymbolFailure['reason']>();
  const answer = (symbol: string): QuoteResponse | SymbolFailure => {
    const reason = failures.get(symbol);
    if (reason) return { symbol, reason, detail: `${symbol} fails in this test` };
    return quotes.get(symbol) ?? { symbol, reason: 'unknown-symbol', detail: `${symbol} is not set` };
  };
  const quote = async (symbol: string): Promise<QuoteResponse> => {
    const found = answer(symbol);
    if ('reason' in found) throw new MarketDataError(found.reason, found.detail);
    return found;
  };

  return {
    set(symbol, price, parts = {}) {
      failures.delete(symbol);
      quotes.set(symbol, {
        ...sampleQuote({ symbol, name: `${symbol} Inc.`, price, asOf: AS_OF }),
        cached: false,
        stale: false,
        ...parts,
      });
    },
    setHistory: (symbol, candles) => void histories.set(symbol, candles),
    fail: (symbol, reason) => void failures.set(symbol, reason),
    quote,
    async quotes(symbols) {
      const answers = symbols.map(answer);
      return {
        items: answers.filter((found): found is QuoteResponse => !('reason' in found)),
        failed: answers.filter((found): found is SymbolFailure => 'reason' in found),
      };
    },
    async history(symbol): Promise<HistoryResponse> {
      const { currency, source, price, asOf } = await quote(symbol);
      const date = asOf.slice(0, 10);
      return {
        symbol,
        currency,
        source,
        candles: histories.get(symbol) ?? [sampleCandle({ date, close: price })],
      };
    },
    async search(query): Promise<SearchHit[]> {
      return [...quotes.values()]
        .filter(({ symbol }) => symbol.startsWith(query.toUpperCase()))
        .map(({ symbol, name, source }) => ({ symbol, name: name ?? symbol, exchange: null, source }));
    },
  };
}
