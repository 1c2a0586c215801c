import type { WatchlistEntry } from '@marketscope/contracts';

/** What a person can do with their own watchlist, through the API and through the assistant's tools alike. */
export interface WatchlistActions {
  list(userId: string): Promise<WatchlistEntry[]>;
  /**
   * Adds a symbol; `added` is false when it was watched already.
   * @throws MarketDataError `unknown-symbol`
   */
  add(userId: string, symbol: string): Promise<{ entry: WatchlistEntry; added: boolean }>;
  /** Tells whether it was watched. */
  remove(userId: string, symbol: string): Promise<boolean>;
}
