import type {
  Candle,
  FailureReason,
  PriceSource,
  Quote,
  SearchHit,
  SymbolFailure,
} from '@marketscope/contracts';
import type { Market } from './market-of-source.ts';

/** A share split: one old share became `ratio` new ones; below 1 when shares were put together. */
export interface Split {
  ratio: number;
  /** The day after the last price that is known of old shares, `YYYY-MM-DD`: what was set before it is in old ones. */
  date: string;
}

/**
 * What a provider answered for one symbol of several: its price with the session so far, or why there is none. `split` is
 * there when the shares were split since the last known price; all that is known in money per share divides by its ratio.
 * Such a price is stored only by who divides the rest too: once it is the last known one, nothing tells of the split.
 */
export type QuoteOutcome =
  { ok: true; quote: Quote; candle: Candle | null; split?: Split } | { ok: false; failure: SymbolFailure };

/** Candles of one symbol, oldest first. */
export interface History {
  symbol: string;
  currency: string;
  source: PriceSource;
  candles: Candle[];
}

/** What a provider answered for one symbol's past: its candles, or why there are none. */
export type HistoryOutcome = { ok: true; history: History } | { ok: false; failure: SymbolFailure };

/** Sessions from `from` to `to`, both included (`YYYY-MM-DD`), and how long the answer is waited for. */
export interface HistoryQuestion {
  from: string;
  to: string;
  signal?: AbortSignal;
}

/** Where prices come from. Every answer was validated: what is malformed is a failure, never a price. */
export interface MarketDataProvider {
  readonly name: string;
  /** Which market it tells of: prices of one are never shown, or compared, as the other's. */
  readonly market: Market;
  /** Symbols whose quotes it gives in one call; more are more calls. */
  readonly batchSize: number;
  /**
   * The price of each symbol as of its session: of the latest one, or of the one given, where the provider keeps
   * sessions. One symbol's failure never affects another; the map has an entry for every symbol asked for.
   */
  quotes(
    symbols: readonly string[],
    options?: { sessionDate?: string; signal?: AbortSignal },
  ): Promise<Map<string, QuoteOutcome>>;
  /**
   * Candles of one symbol's sessions, prices and volumes adjusted for splits; without a session in the span, none.
   * @throws MarketDataError
   */
  history(symbol: string, question: HistoryQuestion): Promise<History>;
  /** The same of many symbols, in as few calls as the provider allows; an entry for every symbol asked for. */
  histories(symbols: readonly string[], question: HistoryQuestion): Promise<Map<string, HistoryOutcome>>;
  /**
   * Symbols whose ticker or name matches, best first, at most ten.
   * @throws MarketDataError
   */
  search(query: string, options?: { signal?: AbortSignal }): Promise<SearchHit[]>;
}

/** A failure of market data that concerns one symbol or the provider as a whole. */
export class MarketDataError extends Error {
  readonly code: FailureReason;
  /** How long the provider asked not to be asked again, in milliseconds, where it said so. */
  readonly retryAfterMs: number | undefined;
  constructor(
    code: FailureReason,
    message: string,
    options: ErrorOptions & { retryAfterMs?: number | undefined } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'MarketDataError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
