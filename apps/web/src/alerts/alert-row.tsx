import type { Alert, AlertState, QuoteResponse } from '@marketscope/contracts';
import { conditionWords, isMet, observedValues, priceWords } from '@marketscope/domain';
import { useId, useRef, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/chip.tsx';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { EditIcon, TrashIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { localMoment } from '../market/market-time.ts';
import { AlertChanges } from './alert-changes.tsx';
import { AlertErrorNotice, anchorOf } from './alert-error-notice.tsx';
import { useChangeAlert } from './alert-queries.ts';
import { spanWords, stateWords } from './alert-words.ts';
import './alert-row.css';

const states: Record<AlertState, { label: string; tone: 'plain' | 'accent' | 'note' }> = {
  armed: { label: 'Armed', tone: 'accent' },
  waiting: { label: 'Waiting', tone: 'note' },
  triggered: { label: 'Fired', tone: 'plain' },
  snoozed: { label: 'Snoozed', tone: 'plain' },
  expired: { label: 'Expired', tone: 'plain' },
};

/** An alert: what it waits for, what it is doing and why, and what can be done with it. */
export function AlertRow({
  alert,
  quote,
  onDelete,
}: {
  alert: Alert;
  /** The symbol's last known price. */
  quote: QuoteResponse | undefined;
  onDelete: () => void;
}) {
  const panel = useId();
  const [changing, setChanging] = useState(false);
  const change = useChangeAlert(alert.id);
  const changeButton = useRef<HTMLButtonElement>(null);
  // What was pressed goes away with what it did: the keyboard stays at the alert.
  const focusAlert = () => changeButton.current?.focus();
  const { label, tone } = states[alert.state];
  const what = `${alert.symbol} is ${conditionWords(alert)}`;
  return (
    <li className="alert-row" id={anchorOf(alert.id)} tabIndex={-1}>
      <div className="alert-row__head">
        <div className="alert-row__words">
          <h2 className="alert-row__what figure">{what}</h2>
          {alert.note !== null && <p className="alert-row__note">{alert.note}</p>}
          <p className="alert-row__foot">
            <Chip tone={tone}>{label}</Chip>
            <span>{stateWords(alert, metNow(alert, quote))}</span>
          </p>
          <TermsLine alert={alert} quote={quote} />
        </div>
        <div className="alert-row__actions">
          {alert.state === 'snoozed' && (
            <Button
              busy={change.isPending}
              aria-label={`Wake the alert: ${what}`}
              onClick={() => change.mutate({ snoozedUntil: null }, { onSuccess: focusAlert })}
            >
              Wake
            </Button>
          )}
          {alert.state === 'triggered' && (
            <Button
              busy={change.isPending}
              aria-label={`Set the alert again: ${what}`}
              onClick={() => change.mutate({ rearm: true }, { onSuccess: focusAlert })}
            >
              Set again
            </Button>
          )}
          <IconButton
            ref={changeButton}
            label={`Change the alert: ${what}`}
            aria-expanded={changing}
            aria-controls={panel}
            onClick={() => setChanging(!changing)}
          >
            <EditIcon />
          </IconButton>
          <ConfirmButton label={`Delete the alert: ${what}`} question="Delete?" onConfirm={onDelete}>
            <TrashIcon />
          </ConfirmButton>
        </div>
      </div>
      {change.isError && <AlertErrorNotice error={change.error} />}
      <div id={panel} hidden={!changing}>
        {changing && (
          <AlertChanges
            alert={alert}
            onDone={() => {
              setChanging(false);
              focusAlert();
            }}
          />
        )}
      </div>
    </li>
  );
}

/** The price now, how it repeats, and when it ends. */
function TermsLine({ alert, quote }: { alert: Alert; quote: QuoteResponse | undefined }) {
  const { repeat, cooldownMinutes, expiresAt, state } = alert;
  const terms = [
    ...(quote ? [presentWords(quote)] : []),
    ...(repeat && cooldownMinutes !== null ? [`repeats, resting for ${spanWords(cooldownMinutes)}`] : []),
    ...(expiresAt !== null && state !== 'expired' ? [`ends ${localMoment(expiresAt)}`] : []),
  ];
  return terms.length === 0 ? null : <p className="alert-row__terms figure">{terms.join(' · ')}</p>;
}

/** A quote in few words; one that no market gave, or that is old, is said to be so. */
function presentWords({ symbol, price, currency, source, stale }: QuoteResponse): string {
  const doubts = [...(source === 'synthetic' ? ['synthetic'] : []), ...(stale ? ['stale'] : [])];
  const words = `${symbol} is at ${priceWords(symbol, price, currency)}`;
  return doubts.length === 0 ? words : `${words} (${doubts.join(', ')})`;
}

/** Whether an alert is true now, as far as its symbol's quote tells; a stale one tells nothing. */
function metNow(alert: Alert, quote: QuoteResponse | undefined): boolean | undefined {
  if (quote === undefined || quote.stale) return undefined;
  const value = observedValues(quote, null).get(alert.kind);
  return value === undefined ? undefined : isMet(alert, value);
}
