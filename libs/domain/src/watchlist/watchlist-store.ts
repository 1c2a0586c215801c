import type { WatchlistEntry } from '@marketscope/contracts';

/** The symbols that each person watches. */
export interface WatchlistStore {
  /** In the order they were added. */
  list(userId: string): Promise<WatchlistEntry[]>;
  /** Adds a symbol, keeping an entry that is already there; tells whether it is new. */
  add(userId: string, entry: WatchlistEntry): Promise<boolean>;
  /** Tells whether there was one. */
  remove(userId: string, symbol: string): Promise<boolean>;
  /** Every symbol that anyone watches. */
  symbols(): Promise<Set<string>>;
}
