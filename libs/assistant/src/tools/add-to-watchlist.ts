import { symbol, watchlistEntry } from '@marketscope/contracts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

export const addToWatchlistResult = z.object({ entry: watchlistEntry, added: z.boolean() });

export const addToWatchlist = defineTool({
  name: 'add_to_watchlist',
  description: 'Adds a symbol to the user’s watchlist. `added` is false when it was there already.',
  input: z.strictObject({ symbol }),
  result: addToWatchlistResult,
  change: ({ symbol: wanted }) => ({ kind: 'watch', symbol: wanted }),
  async run({ symbol: wanted }, { watchlist, userId }) {
    return { result: await watchlist.add(userId, wanted) };
  },
});
