import type { Alert, AlertState } from '@marketscope/contracts';
import { usePageTitle } from '../app/page-title.ts';
import { Chip } from '../design/chip.tsx';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { AlertIcon, TrashIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { localMoment } from '../market/market-time.ts';
import { money } from '../market/money.ts';
import { AlertForm } from './alert-form.tsx';
import { useAlerts, useDeleteAlert } from './alert-queries.ts';
import './alerts-page.css';

/** The alerts that are set, and the form for another. */
export function AlertsPage() {
  const alerts = useAlerts();
  const remove = useDeleteAlert();
  usePageTitle('Alerts');
  return (
    <div className="page">
      <header className="page__head">
        <h1>Alerts</h1>
      </header>
      <div className="alerts-page">
        <AlertForm />
        <section className="alerts-page__list" aria-label="Your alerts">
          {alerts.isPending && <Skeleton lines={5} label="Loading your alerts" />}
          {alerts.isError && <ErrorNotice error={alerts.error} onRetry={() => void alerts.refetch()} />}
          {remove.isError && <ErrorNotice error={remove.error} />}
          {alerts.data?.length === 0 && (
            <EmptyState icon={<AlertIcon size={32} />} title="No alerts yet">
              Set one here, or ask in the chat: “Alert me when AAPL drops below 130”.
            </EmptyState>
          )}
          {alerts.data !== undefined && alerts.data.length > 0 && (
            <ul className="alerts-page__rows">
              {alerts.data.map((alert) => (
                <AlertRow key={alert.id} alert={alert} onDelete={() => remove.mutate(alert.id)} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}

const states: Record<AlertState, { label: string; tone: 'plain' | 'accent' | 'note'; title: string }> = {
  armed: { label: 'Armed', tone: 'accent', title: 'Fires when the price gets there' },
  waiting: {
    label: 'Waiting',
    tone: 'note',
    title: 'It was true, or not known, when it was made: it arms when it is seen not to be',
  },
  triggered: { label: 'Fired', tone: 'plain', title: 'It has fired, and is done' },
  snoozed: { label: 'Snoozed', tone: 'plain', title: 'Silent for a while' },
  expired: { label: 'Expired', tone: 'plain', title: 'Its time is over' },
};

function AlertRow({ alert, onDelete }: { alert: Alert; onDelete: () => void }) {
  const { label, tone, title } = states[alert.state];
  const price = alert.currency === null ? String(alert.threshold) : money(alert.threshold, alert.currency);
  const what = `${alert.symbol} ${alert.direction === 'below' ? 'falls to' : 'rises to'} ${price}`;
  return (
    <li className="alert-row">
      <div className="alert-row__words">
        <h2 className="alert-row__what figure">{what}</h2>
        {alert.note !== null && <p className="alert-row__note">{alert.note}</p>}
        <p className="alert-row__foot">
          <Chip tone={tone} title={title}>
            {label}
          </Chip>
          <span>
            {alert.lastTriggeredAt === null
              ? alert.state === 'waiting'
                ? 'arms once the price is on the other side'
                : `set ${localMoment(alert.createdAt)}`
              : `fired ${localMoment(alert.lastTriggeredAt)}`}
          </span>
        </p>
      </div>
      <ConfirmButton label={`Delete the alert: ${what}`} question="Delete?" onConfirm={onDelete}>
        <TrashIcon />
      </ConfirmButton>
    </li>
  );
}
