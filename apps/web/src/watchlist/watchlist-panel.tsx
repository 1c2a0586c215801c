import { Link } from 'react-router';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useQuotes, useWatchlist } from './watchlist-queries.ts';
import { WatchlistRow } from './watchlist-row.tsx';
import './watchlist-panel.css';

/** The watched prices at a glance, beside something else; each leads to its chart. */
export function WatchlistPanel() {
  const watchlist = useWatchlist();
  const symbols = (watchlist.data ?? []).map(({ symbol }) => symbol);
  const quotes = useQuotes(symbols);
  return (
    <div className="watchlist-panel">
      <h2 className="watchlist-panel__title">Watchlist</h2>
      {watchlist.isPending && <Skeleton lines={6} label="Loading your watchlist" />}
      {watchlist.isError && <ErrorNotice error={watchlist.error} onRetry={() => void watchlist.refetch()} />}
      {quotes.isError && <ErrorNotice error={quotes.error} onRetry={() => void quotes.refetch()} />}
      {watchlist.data?.length === 0 && (
        <p className="watchlist-panel__empty">
          Nothing is watched yet. <Link to="/watchlist">Add a symbol</Link>
        </p>
      )}
      <ul className="watchlist-panel__rows">
        {watchlist.data?.map((entry) => (
          <li key={entry.symbol}>
            <Link
              to={`/watchlist?symbol=${encodeURIComponent(entry.symbol)}`}
              className="watchlist-panel__row"
            >
              <WatchlistRow entry={entry} known={quotes.data?.get(entry.symbol)} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
