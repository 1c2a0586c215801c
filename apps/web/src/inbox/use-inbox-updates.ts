import { useEffect, useRef } from 'react';
import { alertsKey } from '../alerts/alert-queries.ts';
import { quotesKey, watchlistKey } from '../watchlist/watchlist-queries.ts';
import { useServices } from '../app/services-context.ts';
import { marketKey } from '../market/market-queries.ts';
import { followInbox } from './follow-inbox.ts';
import { inboxKey, useInbox } from './inbox-queries.ts';
import { screensKey } from '../screen/screen-queries.ts';
import { pageVisible } from './page-visible.ts';

/** What an entry may tell of: an alert that fired, prices of a day that ended, the watchlist that comes with the welcome. */
const toldOf = [alertsKey, watchlistKey, quotesKey, marketKey, screensKey];

/** Keeps the inbox current while the page is open, and with each new entry what it may tell of. */
export function useInboxUpdates() {
  const { notifications, queries, pause } = useServices();
  useEffect(() => {
    const abort = new AbortController();
    void followInbox({
      changes: (signal) => notifications.changes(signal),
      look: () => void queries.invalidateQueries({ queryKey: inboxKey }),
      visible: (signal) => pageVisible(document, signal),
      pause,
      signal: abort.signal,
    });
    return () => abort.abort();
  }, [notifications, queries, pause]);

  const entries = useInbox().data;
  const newest = entries === undefined ? undefined : (entries[0]?.id ?? 'none');
  const seen = useRef<string>(undefined);
  useEffect(() => {
    if (newest === undefined) return;
    if (seen.current !== undefined && seen.current !== newest) {
      for (const queryKey of toldOf) void queries.invalidateQueries({ queryKey });
    }
    seen.current = newest;
  }, [newest, queries]);
}
