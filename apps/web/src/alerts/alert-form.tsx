import { symbol as symbolSchema } from '@marketscope/contracts';
import { isMet } from '@marketscope/domain';
import { useDeferredValue, useState, type FormEvent } from 'react';
import { Button } from '../design/button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Field } from '../design/field.tsx';
import { marketMoment } from '../market/market-time.ts';
import { money } from '../market/money.ts';
import { useQuotes } from '../watchlist/watchlist-queries.ts';
import { emptyAlertDraft, readAlertDraft, type AlertDraft, type AlertDraftErrors } from './alert-draft.ts';
import { useCreateAlert } from './alert-queries.ts';
import './alert-form.css';

/** Makes an alert; shows what the price is now, so that nobody sets one in the dark. */
export function AlertForm() {
  const [draft, setDraft] = useState<AlertDraft>(emptyAlertDraft);
  const [errors, setErrors] = useState<AlertDraftErrors>({});
  const create = useCreateAlert();

  function change(part: Partial<AlertDraft>) {
    setDraft({ ...draft, ...part });
    setErrors({});
    create.reset();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readAlertDraft(draft);
    if (!read.ok) {
      setErrors(read.errors);
      form.querySelector<HTMLInputElement>(`[name="${Object.keys(read.errors)[0]}"]`)?.focus();
      return;
    }
    create.mutate(read.request, {
      onSuccess: () => {
        setDraft(emptyAlertDraft);
        form.querySelector('input')?.focus();
      },
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
        error={errors.symbol}
        hint={<PriceHint draft={draft} />}
        onChange={({ target }) => change({ symbol: target.value })}
      />
      <fieldset className="alert-form__directions">
        <legend className="field__label">When its price</legend>
        {(['below', 'above'] as const).map((direction) => (
          <label key={direction} className="alert-form__direction">
            <input
              type="radio"
              name="direction"
              checked={draft.direction === direction}
              onChange={() => change({ direction })}
            />
            {direction === 'below' ? 'falls to' : 'rises to'}
          </label>
        ))}
      </fieldset>
      <Field
        label="Price"
        name="threshold"
        inputMode="decimal"
        autoComplete="off"
        placeholder="150"
        value={draft.threshold}
        error={errors.threshold}
        onChange={({ target }) => change({ threshold: target.value })}
      />
      <Field
        label="Note"
        name="note"
        optional
        autoComplete="off"
        placeholder="What you meant to do then"
        value={draft.note}
        error={errors.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      {create.isError && <ErrorNotice error={create.error} />}
      <Button look="primary" wide type="submit" busy={create.isPending}>
        {create.isPending ? 'Saving…' : 'Set alert'}
      </Button>
    </form>
  );
}

/** The price of the symbol that was typed, and whether the alert would be true already. */
function PriceHint({ draft }: { draft: AlertDraft }) {
  const typed = symbolSchema.safeParse(useDeferredValue(draft.symbol));
  const known = useQuotes(typed.success ? [typed.data] : []).data?.get(typed.success ? typed.data : '');
  if (known === undefined || !('quote' in known)) return null;
  const { symbol, price, currency, asOf, source } = known.quote;
  const read = readAlertDraft(draft);
  return (
    <>
      {symbol} is at {money(price, currency)}
      {source === 'synthetic' ? ' (synthetic)' : ''}, {marketMoment(asOf)}.
      {read.ok && isMet(read.request, price) && (
        <> That is so already: the alert waits until it is not, and fires when it is so again.</>
      )}
    </>
  );
}
