import { useEffect } from 'react';
import { alertsKey } from '../alerts/alert-queries.ts';
import { useServices } from '../app/services-context.ts';
import { followInbox } from './follow-inbox.ts';
import { inboxKey } from './inbox-queries.ts';
import { pageVisible } from './page-visible.ts';

/** Keeps the inbox current while the page is open, and with it the alerts, whose state most entries tell of. */
export function useInboxUpdates() {
  const { notifications, queries, pause } = useServices();
  useEffect(() => {
    const abort = new AbortController();
    void followInbox({
      changes: (signal) => notifications.changes(signal),
      look: () => {
        void queries.invalidateQueries({ queryKey: inboxKey });
        void queries.invalidateQueries({ queryKey: alertsKey });
      },
      visible: (signal) => pageVisible(document, signal),
      pause,
      signal: abort.signal,
    });
    return () => abort.abort();
  }, [notifications, queries, pause]);
}
