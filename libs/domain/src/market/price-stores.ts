import type { Quote } from '@marketscope/contracts';
import type { History } from './market-data-provider.ts';

/** The last known price of each symbol. */
export interface QuoteStore {
  get(symbol: string): Promise<Quote | undefined>;
  getMany(symbols: readonly string[]): Promise<Map<string, Quote>>;
  /** Stores the quote unless one with the same or a later `asOf` is there; tells whether it was stored. */
  putIfNewer(quote: Quote): Promise<boolean>;
}

/** Sessions of each symbol. */
export interface CandleStore {
  /** Stores candles, replacing those of the same day. */
  put(history: History): Promise<void>;
  /** Candles from `from` to `to`, both included, oldest first; undefined when none is stored in that span. */
  between(symbol: string, from: string, to: string): Promise<History | undefined>;
  /** Date of the newest stored candle. */
  latestDate(symbol: string): Promise<string | undefined>;
}
