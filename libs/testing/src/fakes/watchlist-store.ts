import type { WatchlistEntry } from '@marketscope/contracts';
import type { WatchlistStore } from '@marketscope/domain';

/** Watched symbols in memory. */
export function createFakeWatchlistStore(): WatchlistStore {
  const watchlists = new Map<string, Map<string, WatchlistEntry>>();
  const listOf = (userId: string): Map<string, WatchlistEntry> => {
    const list = watchlists.get(userId) ?? new Map<string, WatchlistEntry>();
    watchlists.set(userId, list);
    return list;
  };
  return {
    async list(userId) {
      return [...listOf(userId).values()].sort(
        (one, other) => Date.parse(one.addedAt) - Date.parse(other.addedAt),
      );
    },
    async add(userId, entry) {
      if (listOf(userId).has(entry.symbol)) return false;
      listOf(userId).set(entry.symbol, entry);
      return true;
    },
    async remove(userId, symbol) {
      return listOf(userId).delete(symbol);
    },
    async symbols() {
      return new Set([...watchlists.values()].flatMap((list) => [...list.keys()]));
    },
  };
}
