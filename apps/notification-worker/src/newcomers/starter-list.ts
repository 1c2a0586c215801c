import type { EventData } from '@marketscope/contracts';
import type { QuoteStore, WatchlistStore } from '@marketscope/domain';

/** What a new person watches at first: every update covers it, so the first summary has something to tell. */
export const starterSymbols = ['^GSPC', 'AAPL', 'MSFT'] as const;

/**
 * Puts a few symbols on the watchlist of a person who has just registered. A repeat adds nothing to what is there.
 * @param registeredAt the event's time, by which the entries are ordered
 */
export async function addStarterList(
  { userId }: EventData<'user.registered.v1'>,
  registeredAt: string,
  { watchlists, quotes }: { watchlists: Pick<WatchlistStore, 'add'>; quotes: Pick<QuoteStore, 'getMany'> },
): Promise<void> {
  const known = await quotes.getMany(starterSymbols);
  for (const [position, symbol] of starterSymbols.entries())
    await watchlists.add(userId, {
      symbol,
      name: known.get(symbol)?.name ?? null,
      addedAt: new Date(Date.parse(registeredAt) + position).toISOString(),
    });
}
