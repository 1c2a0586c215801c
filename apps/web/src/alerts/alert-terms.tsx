import { defaultCooldownMinutes } from '@marketscope/contracts';
import { Field, SelectField } from '../design/field.tsx';
import { localDay } from '../market/market-time.ts';
import type { AlertDraft, AlertDraftErrors } from './alert-draft.ts';
import { cooldowns, spanWords } from './alert-words.ts';

/** Whether an alert repeats, until when it watches, and what its owner notes of it. */
export function AlertTerms({
  draft,
  errors,
  onChange,
}: {
  draft: AlertDraft;
  errors: AlertDraftErrors;
  onChange: (part: Partial<AlertDraft>) => void;
}) {
  return (
    <>
      <Field
        label="Note"
        name="note"
        optional
        autoComplete="off"
        placeholder="What you meant to do then"
        value={draft.note}
        error={errors.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
      <details className="alert-form__terms" open={errors.lastDay !== undefined || undefined}>
        <summary>{termsWords(draft)}</summary>
        <div className="alert-form__terms-fields">
          <label className="alert-form__repeat">
            <input
              type="checkbox"
              checked={draft.repeat}
              onChange={({ target }) => onChange({ repeat: target.checked })}
            />
            Set it again by itself after it has fired
          </label>
          {draft.repeat && (
            <SelectField
              label="After firing, rest for"
              value={restOf(draft)}
              onChange={({ target }) => onChange({ cooldownMinutes: Number(target.value) })}
            >
              {cooldowns.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {spanWords(minutes)}
                </option>
              ))}
            </SelectField>
          )}
          <Field
            label="Last day"
            name="lastDay"
            optional
            type="date"
            min={localDay(new Date())}
            value={draft.lastDay}
            error={errors.lastDay}
            onChange={({ target }) => onChange({ lastDay: target.value })}
          />
        </div>
      </details>
    </>
  );
}

function restOf({ cooldownMinutes, kind }: AlertDraft): number {
  return cooldownMinutes ?? defaultCooldownMinutes(kind);
}

function termsWords(draft: AlertDraft): string {
  const { repeat, lastDay } = draft;
  const firing = repeat ? `Repeats, resting for ${spanWords(restOf(draft))}` : 'Fires once';
  return `${firing}; ${lastDay === '' ? 'no last day' : `last day ${lastDay}`}`;
}
