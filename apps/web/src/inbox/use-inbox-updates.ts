import { useEffect } from 'react';
import { alertsKey } from '../alerts/alert-queries.ts';
import { quotesKey, watchlistKey } from '../watchlist/watchlist-queries.ts';
import { useServices } from '../app/services-context.ts';
import { marketKey } from '../market/market-queries.ts';
import { followInbox } from './follow-inbox.ts';
import { inboxKey } from './inbox-queries.ts';
import { pageVisible } from './page-visible.ts';

/** What an entry may tell of: an alert that fired, prices of a day that ended, the watchlist that comes with the welcome. */
const toldOf = [inboxKey, alertsKey, watchlistKey, quotesKey, marketKey];

/** Keeps the inbox, and what its entries tell of, current while the page is open. */
export function useInboxUpdates() {
  const { notifications, queries, pause } = useServices();
  useEffect(() => {
    const abort = new AbortController();
    void followInbox({
      changes: (signal) => notifications.changes(signal),
      look: () => {
        for (const queryKey of toldOf) void queries.invalidateQueries({ queryKey });
      },
      visible: (signal) => pageVisible(document, signal),
      pause,
      signal: abort.signal,
    });
    return () => abort.abort();
  }, [notifications, queries, pause]);
}
