import type { WatchlistEntry } from '@marketscope/contracts';
import { PersonalLimitError } from '../accounts/personal-limit-error.ts';
import type { MarketReader } from '../market/market-reader.ts';
import type { WatchlistStore } from './watchlist-store.ts';

/** Symbols that one person can watch. */
export const MAX_WATCHED_SYMBOLS = 200;

/** What a person can do with their own watchlist, through the API and through the assistant's tools alike. */
export interface WatchlistActions {
  list(userId: string): Promise<WatchlistEntry[]>;
  /**
   * Adds a symbol; `added` is false when it was watched already.
   * @throws MarketDataError `unknown-symbol`, or `provider-unavailable` when nobody can tell whether it exists
   * @throws PersonalLimitError `too-many-watched-symbols`
   */
  add(userId: string, symbol: string): Promise<{ entry: WatchlistEntry; added: boolean }>;
  /** Tells whether it was watched. */
  remove(userId: string, symbol: string): Promise<boolean>;
}

export function createWatchlistActions(ports: {
  watchlists: Pick<WatchlistStore, 'list' | 'add' | 'remove'>;
  market: Pick<MarketReader, 'quote'>;
  clock: () => Date;
}): WatchlistActions {
  const { watchlists, market } = ports;
  return {
    list: (userId) => watchlists.list(userId),
    async add(userId, symbol) {
      const entries = await watchlists.list(userId);
      const watched = entries.find((entry) => entry.symbol === symbol);
      if (watched) return { entry: watched, added: false };
      if (entries.length >= MAX_WATCHED_SYMBOLS)
        throw new PersonalLimitError(
          'too-many-watched-symbols',
          `You watch ${MAX_WATCHED_SYMBOLS} symbols, the most a person can. Remove one to make room for another.`,
        );
      const { name } = await market.quote(symbol);
      const entry = { symbol, name, addedAt: ports.clock().toISOString() };
      return { entry, added: await watchlists.add(userId, entry) };
    },
    remove: (userId, symbol) => watchlists.remove(userId, symbol),
  };
}
