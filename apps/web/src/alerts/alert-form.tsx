import { alertKind } from '@marketscope/contracts';
import { useDeferredValue, useState, type FormEvent } from 'react';
import { fieldErrors } from '../api/field-errors.ts';
import { Button } from '../design/button.tsx';
import { Field, SelectField } from '../design/field.tsx';
import { useQuoteOf } from '../watchlist/watchlist-queries.ts';
import {
  alertFields,
  directionOf,
  emptyAlertDraft,
  readAlertDraft,
  type AlertDraft,
  type AlertDraftErrors,
} from './alert-draft.ts';
import { AlertErrorNotice } from './alert-error-notice.tsx';
import { kindWordings } from './alert-kinds.ts';
import { AlertPreviewCard } from './alert-preview.tsx';
import { useCreateAlert } from './alert-queries.ts';
import { AlertTerms } from './alert-terms.tsx';
import { PriceHint } from './price-hint.tsx';
import './alert-form.css';

/** Where the form shows what the API says of a field. */
const fieldOfPath = {
  symbol: 'symbol',
  threshold: 'threshold',
  basePrice: 'basePrice',
  expiresAt: 'lastDay',
  note: 'note',
} as const;

/** Makes an alert; shows what it would have done, so that nobody sets one in the dark. */
export function AlertForm() {
  const [draft, setDraft] = useState<AlertDraft>(emptyAlertDraft);
  const [errors, setErrors] = useState<AlertDraftErrors>({});
  const create = useCreateAlert();
  const refused = create.isError ? fieldErrors(create.error, fieldOfPath) : undefined;
  const told = { ...refused, ...errors };
  const { threshold } = kindWordings[draft.kind];
  const quote = useQuoteOf(draft.symbol);
  const read = readAlertDraft(useDeferredValue(draft), new Date());

  function change(part: Partial<AlertDraft>) {
    setDraft({ ...draft, ...part });
    setErrors({});
    create.reset();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const asked = readAlertDraft(draft, new Date());
    if (!asked.ok) {
      setErrors(asked.errors);
      focusFirst(form, asked.errors);
      return;
    }
    create.mutate(asked.request, {
      onSuccess: () => {
        setDraft(emptyAlertDraft);
        form.querySelector('input')?.focus();
      },
      onError: (error) => focusFirst(form, fieldErrors(error, fieldOfPath) ?? {}),
    });
  }

  return (
    <form className="alert-form card" noValidate aria-label="New alert" onSubmit={submit}>
      <h2>New alert</h2>
      <Field
        label="Symbol"
        name="symbol"
        placeholder="AAPL"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={draft.symbol}
        error={told.symbol}
        hint={quote && <PriceHint quote={quote} />}
        onChange={({ target }) => change({ symbol: target.value })}
      />
      <SelectField
        label="What to watch"
        name="kind"
        value={draft.kind}
        onChange={({ target }) => change({ kind: alertKind.parse(target.value), threshold: '' })}
      >
        {alertKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {kindWordings[kind].title}
          </option>
        ))}
      </SelectField>
      <Directions draft={draft} onChange={change} />
      {threshold && (
        <Field
          key={draft.kind}
          label={threshold.label}
          name="threshold"
          inputMode="decimal"
          autoComplete="off"
          placeholder={threshold.example}
          unit={threshold.unit}
          value={draft.threshold}
          error={told.threshold}
          onChange={({ target }) => change({ threshold: target.value })}
        />
      )}
      {draft.kind === 'base-percent' && (
        <Field
          label="Base price"
          name="basePrice"
          optional
          inputMode="decimal"
          autoComplete="off"
          placeholder={quote ? String(quote.price) : '139.35'}
          value={draft.basePrice}
          error={told.basePrice}
          hint="Left out, it is the price when the alert is set."
          onChange={({ target }) => change({ basePrice: target.value })}
        />
      )}
      {read.ok && <AlertPreviewCard request={read.request} currency={quote?.currency ?? null} />}
      <AlertTerms draft={draft} errors={told} onChange={change} />
      {create.isError && refused === undefined && <AlertErrorNotice error={create.error} />}
      <Button look="primary" wide type="submit" busy={create.isPending}>
        {create.isPending ? 'Saving…' : 'Set alert'}
      </Button>
    </form>
  );
}

/** Moves the focus to the first field that is wrong. */
function focusFirst(form: HTMLFormElement, errors: AlertDraftErrors) {
  const first = alertFields.find((field) => errors[field] !== undefined);
  if (first !== undefined) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

function Directions({
  draft,
  onChange,
}: {
  draft: AlertDraft;
  onChange: (part: Partial<AlertDraft>) => void;
}) {
  const { directions } = kindWordings[draft.kind];
  if (directions === null) return null;
  return (
    <fieldset className="alert-form__directions">
      <legend className="field__label">{directions.legend}</legend>
      {(['below', 'above'] as const).map((direction) => (
        <label key={direction} className="alert-form__direction">
          <input
            type="radio"
            name="direction"
            checked={directionOf(draft) === direction}
            onChange={() => onChange({ direction })}
          />
          {directions[direction]}
        </label>
      ))}
    </fieldset>
  );
}
