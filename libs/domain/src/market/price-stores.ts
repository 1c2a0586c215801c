import type { Candle, PriceSource, Quote } from '@marketscope/contracts';
import type { History } from './market-data-provider.ts';

/** A quote with when it was last fetched, by the wall clock. */
export interface StoredQuote extends Quote {
  fetchedAt: string;
}

/** The last known price of each symbol. */
export interface QuoteStore {
  get(symbol: string): Promise<StoredQuote | undefined>;
  getMany(symbols: readonly string[]): Promise<Map<string, StoredQuote>>;
  /**
   * Stores the quote unless one with a later `asOf` is there; tells whether it is newer than what was there. A quote of
   * the other market (see `marketOf`) never stands in the way: live and recorded prices share no timeline.
   */
  putIfNewer(quote: Quote): Promise<boolean>;
}

/** One symbol's session as it was at `asOf`, during it or at its end. */
export interface SessionCandle {
  symbol: string;
  currency: string;
  source: PriceSource;
  asOf: string;
  candle: Candle;
}

/** Sessions of each symbol. */
export interface CandleStore {
  /** Stores a session unless a later state of it is there; tells whether it was stored. */
  putIfNewer(session: SessionCandle): Promise<boolean>;
  /** Candles from `from` to `to`, both included, oldest first; undefined when none is stored in that span. */
  between(symbol: string, from: string, to: string): Promise<History | undefined>;
}
