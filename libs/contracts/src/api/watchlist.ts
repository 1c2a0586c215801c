import { z } from 'zod';
import { instant, symbol } from '../market.ts';
import { listOf } from './list.ts';

export const watchlistEntry = z.object({ symbol, name: z.string().nullable(), addedAt: instant });
export type WatchlistEntry = z.infer<typeof watchlistEntry>;
export const watchRequest = z.object({ symbol });
export const watchlistResponse = listOf(watchlistEntry);
