import { conditionFaults, type Alert, type AlertPatch } from '@marketscope/contracts';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { fieldErrors } from '../api/field-errors.ts';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { AlertErrorNotice } from './alert-error-notice.tsx';
import { kindWordings } from './alert-kinds.ts';
import { useChangeAlert } from './alert-queries.ts';
import { AlertTermsForm } from './alert-terms-form.tsx';
import { snoozes } from './snooze-times.ts';
import { thresholdText, thresholdTyped } from './threshold.ts';

/** What of an alert can be changed: its threshold, its terms, and what it is measured from. */
export function AlertChanges({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const change = useChangeAlert(alert.id);
  const refused = fieldErrors(change.error, {
    threshold: 'threshold',
    note: 'note',
    expiresAt: 'lastDay',
  } as const);
  const apply = (patch: AlertPatch) => change.mutate(patch, { onSuccess: onDone });
  const isLive = alert.state === 'armed' || alert.state === 'waiting' || alert.state === 'snoozed';
  return (
    <div className="alert-changes">
      {kindWordings[alert.kind].threshold !== null && (
        <ThresholdForm alert={alert} refused={refused?.threshold} busy={change.isPending} onSave={apply} />
      )}
      {isLive && (
        <ButtonGroup
          legend={alert.state === 'snoozed' ? 'Snooze for longer' : 'Snooze: fire nothing for a while'}
        >
          {snoozes.map(({ label, until }) => (
            <Button
              key={label}
              busy={change.isPending}
              onClick={() => apply({ snoozedUntil: until(snoozeStart(alert)).toISOString() })}
            >
              {label}
            </Button>
          ))}
        </ButtonGroup>
      )}
      <ButtonGroup legend="Other changes">
        {alert.kind === 'base-percent' && (
          <Button busy={change.isPending} onClick={() => apply({ rebase: true })}>
            Measure from the present price
          </Button>
        )}
        <Button busy={change.isPending} onClick={() => apply({ repeat: !alert.repeat })}>
          {alert.repeat ? 'Fire only once' : 'Repeat after it has fired'}
        </Button>
      </ButtonGroup>
      <AlertTermsForm alert={alert} refused={refused} busy={change.isPending} onSave={apply} />
      {change.isError && refused === undefined && <AlertErrorNotice error={change.error} />}
    </div>
  );
}

/** When a snooze begins: a longer one, when that ends which there is. */
function snoozeStart({ state, snoozedUntil }: Alert): Date {
  return state === 'snoozed' && snoozedUntil !== null ? new Date(snoozedUntil) : new Date();
}

function ThresholdForm({
  alert,
  refused,
  busy,
  onSave,
}: {
  alert: Alert;
  refused: string | undefined;
  busy: boolean;
  onSave: (patch: AlertPatch) => void;
}) {
  const [text, setText] = useState(thresholdText(alert));
  const [fault, setFault] = useState<string>();
  const wording = kindWordings[alert.kind].threshold;
  if (wording === null) return null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const threshold = thresholdTyped(text, alert);
    if (Number.isNaN(threshold) || conditionFaults({ ...alert, threshold }).length > 0) {
      setFault(wording?.wanted);
      event.currentTarget.querySelector('input')?.focus();
      return;
    }
    onSave({ threshold });
  }

  return (
    <form className="alert-changes__threshold" noValidate onSubmit={submit}>
      <Field
        label="New threshold"
        inputMode="decimal"
        autoComplete="off"
        unit={wording.unit}
        value={text}
        error={fault ?? refused}
        autoFocus
        onChange={({ target }) => {
          setText(target.value);
          setFault(undefined);
        }}
      />
      <Button look="primary" type="submit" busy={busy}>
        Save
      </Button>
    </form>
  );
}

function ButtonGroup({ legend, children }: { legend: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className="field__label alert-changes__legend">
        {legend}
      </div>
      <div className="alert-changes__group">{children}</div>
    </div>
  );
}
