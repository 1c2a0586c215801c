import { watchlistEntry } from '@marketscope/contracts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Entries that one answer can speak of; `total` tells how many there are. */
const MAX_ENTRIES = 100;

export const watchlistToolResult = z.object({ items: z.array(watchlistEntry), total: z.number().int() });

export const listWatchlist = defineTool({
  name: 'list_watchlist',
  description: 'The symbols that the user watches, without prices.',
  input: z.strictObject({}),
  result: watchlistToolResult,
  async run(_input, { watchlist, userId }) {
    const items = await watchlist.list(userId);
    return { result: { items: items.slice(0, MAX_ENTRIES), total: items.length } };
  },
});
