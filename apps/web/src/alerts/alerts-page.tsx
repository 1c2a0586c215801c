import type { QuoteResponse } from '@marketscope/contracts';
import { usePageTitle } from '../app/page-title.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { AlertIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useQuotes, type QuoteOrFailure } from '../watchlist/watchlist-queries.ts';
import { AlertForm } from './alert-form.tsx';
import { useAlerts, useDeleteAlert } from './alert-queries.ts';
import { AlertRow } from './alert-row.tsx';
import './alerts-page.css';

/** The alerts that are set, and the form for another. */
export function AlertsPage() {
  const alerts = useAlerts();
  const quotes = useQuotes([...new Set(alerts.data?.map(({ symbol }) => symbol))].toSorted());
  const remove = useDeleteAlert();
  usePageTitle('Alerts');
  return (
    <div className="page">
      <header className="page__head">
        <h1>Alerts</h1>
      </header>
      <div className="page__columns alerts-page">
        <AlertForm />
        <section className="page__list" aria-label="Your alerts">
          {alerts.isPending && <Skeleton lines={5} label="Loading your alerts" />}
          {alerts.isError && <ErrorNotice error={alerts.error} onRetry={() => void alerts.refetch()} />}
          {remove.isError && <ErrorNotice error={remove.error} />}
          {alerts.data?.length === 0 && (
            <EmptyState icon={<AlertIcon size={32} />} title="No alerts yet">
              Set one here, or ask in the chat: “Alert me when AAPL drops below 130”.
            </EmptyState>
          )}
          {alerts.data !== undefined && alerts.data.length > 0 && (
            <ul className="card-list">
              {alerts.data.map((alert) => (
                <AlertRow
                  key={alert.id}
                  alert={alert}
                  quote={quoteIn(quotes.data, alert.symbol)}
                  onDelete={() => remove.mutate(alert.id)}
                />
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}

function quoteIn(
  known: ReadonlyMap<string, QuoteOrFailure> | undefined,
  symbol: string,
): QuoteResponse | undefined {
  const found = known?.get(symbol);
  return found !== undefined && 'quote' in found ? found.quote : undefined;
}
