import type { Candle, PriceSource, Quote, SearchHit, SymbolFailure } from '@marketscope/contracts';
import type { Market } from './market-of-source.ts';

/** What a provider answered for one symbol of several: its price with the session so far, or why there is none. */
export type QuoteOutcome =
  { ok: true; quote: Quote; candle: Candle | null } | { ok: false; failure: SymbolFailure };

/** Candles of one symbol, oldest first. */
export interface History {
  symbol: string;
  currency: string;
  source: PriceSource;
  candles: Candle[];
}

/** Where prices come from. Every answer was validated: what is malformed is a failure, never a price. */
export interface MarketDataProvider {
  readonly name: string;
  /** Which market it tells of: prices of one are never shown, or compared, as the other's. */
  readonly market: Market;
  /**
   * The price of each symbol as of its session: of the latest one, or of the one given, where the provider keeps
   * sessions. One symbol's failure never affects another; the map has an entry for every symbol asked for.
   */
  quotes(
    symbols: readonly string[],
    options?: { sessionDate?: string; signal?: AbortSignal },
  ): Promise<Map<string, QuoteOutcome>>;
  /**
   * Candles of sessions from `from` to `to`, both included (`YYYY-MM-DD`).
   * @throws MarketDataError `unknown-symbol`, `provider-unavailable`, `rate-limited` or `invalid-data`
   */
  history(symbol: string, options: { from: string; to: string; signal?: AbortSignal }): Promise<History>;
  /** Symbols whose ticker or name matches, best first, at most ten. */
  search(query: string, options?: { signal?: AbortSignal }): Promise<SearchHit[]>;
}

/** A failure of market data that concerns one symbol or the provider as a whole. */
export class MarketDataError extends Error {
  readonly code: SymbolFailure['reason'];
  constructor(code: SymbolFailure['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MarketDataError';
    this.code = code;
  }
}
