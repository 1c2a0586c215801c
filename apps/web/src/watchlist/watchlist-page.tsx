import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { usePageTitle } from '../app/page-title.ts';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { TrashIcon, WatchlistIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { AddSymbol } from './add-symbol.tsx';
import { SymbolHistory } from './symbol-history.tsx';
import { useQuotes, useUnwatch, useWatchlist } from './watchlist-queries.ts';
import { WatchlistRow } from './watchlist-row.tsx';
import './watchlist-page.css';

/** The watched symbols with their prices, and the chosen one's history. */
export function WatchlistPage() {
  const [search, setSearch] = useSearchParams();
  const watchlist = useWatchlist();
  const entries = watchlist.data ?? [];
  const symbols = entries.map(({ symbol }) => symbol);
  const quotes = useQuotes(symbols);
  const unwatch = useUnwatch();
  const asked = search.get('symbol');
  const chosen = asked !== null && symbols.includes(asked) ? asked : symbols[0];
  const history = useRef<HTMLDivElement>(null);
  const choose = (symbol: string) => {
    void setSearch({ symbol }, { replace: true });
    // On a phone it is below the list.
    history.current?.scrollIntoView({ block: 'nearest' });
  };
  usePageTitle('Watchlist');
  return (
    <div className="page">
      <header className="page__head">
        <h1>Watchlist</h1>
      </header>
      <div className="page__columns watchlist-page">
        <section className="page__list watchlist-page__list" aria-label="Watched symbols">
          <AddSymbol watched={symbols} onAdded={choose} />
          {watchlist.isPending && <Skeleton lines={6} label="Loading your watchlist" />}
          {watchlist.isError && (
            <ErrorNotice error={watchlist.error} onRetry={() => void watchlist.refetch()} />
          )}
          {quotes.isError && <ErrorNotice error={quotes.error} onRetry={() => void quotes.refetch()} />}
          {unwatch.isError && <ErrorNotice error={unwatch.error} />}
          {watchlist.data?.length === 0 && (
            <EmptyState icon={<WatchlistIcon size={32} />} title="Nothing is watched yet">
              Add a symbol above, or ask in the chat: “Add AAPL to my watchlist”.
            </EmptyState>
          )}
          {entries.length > 0 && (
            <ul className="card-list">
              {entries.map((entry) => (
                <li key={entry.symbol} className="watchlist-page__entry">
                  <button
                    type="button"
                    className="watchlist-page__row"
                    aria-pressed={entry.symbol === chosen}
                    onClick={() => choose(entry.symbol)}
                  >
                    <WatchlistRow entry={entry} known={quotes.data?.get(entry.symbol)} />
                  </button>
                  <ConfirmButton
                    label={`Stop watching ${entry.symbol}`}
                    question="Remove?"
                    onConfirm={() => unwatch.mutate(entry.symbol)}
                  >
                    <TrashIcon />
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          )}
        </section>
        {chosen !== undefined && (
          <div ref={history} className="watchlist-page__history">
            <SymbolHistory key={chosen} symbol={chosen} />
          </div>
        )}
      </div>
    </div>
  );
}
