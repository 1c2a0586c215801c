import { describe } from 'vitest';
import { watchlistStoreContract } from '../contracts/watchlist-store.ts';
import { createFakeWatchlistStore } from './watchlist-store.ts';

describe('watchlists in memory', () => {
  watchlistStoreContract(async () => createFakeWatchlistStore());
});
