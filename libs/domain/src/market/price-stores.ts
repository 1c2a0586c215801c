import type { Candle, PriceSource, Quote } from '@marketscope/contracts';
import type { DaySpan } from './calendar-day.ts';
import type { History } from './market-data-provider.ts';
import type { Market } from './market-of-source.ts';

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
  /** Whether the session was over then: a part of one is no session of a past. */
  isOver: boolean;
  candle: Candle;
}

/** What is stored of the sessions of a symbol before a day. */
export interface StoredPast {
  /** Oldest first. */
  candles: Candle[];
  /** The days that a provider was asked for: a session of them that isn't stored does not exist. */
  known: DaySpan | null;
}

/** Sessions of each symbol. */
export interface CandleStore {
  /** Stores a session unless a later state of it is there; tells whether it was stored. */
  putIfNewer(session: SessionCandle): Promise<boolean>;
  /**
   * Candles from `from` to `to`, both included, oldest first; undefined when none is stored in that span. Those of a past that
   * was forgotten, and not stored anew, are left out.
   */
  between(symbol: string, from: string, to: string): Promise<History | undefined>;

  /** What is stored of one market's sessions from a day on and before another; what is known of a part of one is left out. */
  past(symbol: string, span: { from: string; before: string; market: Market }): Promise<StoredPast>;
  /** The days of one market that a provider was asked for; null when for none, or when they were forgotten. */
  knownDays(symbol: string, market: Market): Promise<DaySpan | null>;
  /**
   * Stores sessions that are over, whatever is stored of them, and that a provider was asked for these days. Not for a
   * session that is on: a later state of it could be lost.
   */
  putPast(history: History, known: DaySpan): Promise<void>;
  /** What is stored of a market's sessions of a symbol is no longer so, as after a split: nothing of it is told until `putPast`. */
  forgetPast(symbol: string, market: Market): Promise<void>;
}
