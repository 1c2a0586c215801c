import type { Alert, AlertPatch } from '@marketscope/contracts';
import { useState, type FormEvent } from 'react';
import { Button } from '../design/button.tsx';
import { Field, SelectField } from '../design/field.tsx';
import { localDay } from '../market/market-time.ts';
import { endOfDay, noLastDay } from './alert-draft.ts';
import { cooldowns, spanWords } from './alert-words.ts';

/** The terms of an alert as typed: what its owner notes of it, how long it rests, and the last day on which it watches. */
interface TermsDraft {
  note: string;
  cooldownMinutes: number | null;
  lastDay: string;
}

/** Changes what an alert does beside waiting: its note, its rest and its end. Nothing that stays is sent. */
export function AlertTermsForm({
  alert,
  refused,
  busy,
  onSave,
}: {
  alert: Alert;
  refused: Partial<Record<'note' | 'lastDay', string>> | undefined;
  busy: boolean;
  onSave: (patch: AlertPatch) => void;
}) {
  const [draft, setDraft] = useState<TermsDraft>(() => termsOf(alert));
  const patch = patchOf(alert, draft);
  const isNoDay = draft.lastDay !== '' && endOfDay(draft.lastDay) === null;
  const rests = [...new Set([...cooldowns, alert.cooldownMinutes ?? 0])]
    .filter((minutes) => minutes > 0)
    .toSorted((one, other) => one - other);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isNoDay && Object.keys(patch).length > 0) onSave(patch);
  }

  return (
    <form className="alert-changes__terms" noValidate onSubmit={submit}>
      <Field
        label="Note"
        optional
        autoComplete="off"
        maxLength={500}
        value={draft.note}
        error={refused?.note}
        onChange={({ target }) => setDraft({ ...draft, note: target.value })}
      />
      {alert.repeat && (
        <SelectField
          label="After firing, rest for"
          value={draft.cooldownMinutes ?? ''}
          onChange={({ target }) => setDraft({ ...draft, cooldownMinutes: Number(target.value) })}
        >
          {rests.map((minutes) => (
            <option key={minutes} value={minutes}>
              {spanWords(minutes)}
            </option>
          ))}
        </SelectField>
      )}
      <Field
        label="Last day"
        optional
        type="date"
        min={localDay(new Date())}
        value={draft.lastDay}
        error={isNoDay ? noLastDay : refused?.lastDay}
        hint="Empty for no end."
        onChange={({ target }) => setDraft({ ...draft, lastDay: target.value })}
      />
      <Button type="submit" busy={busy} disabled={Object.keys(patch).length === 0}>
        Save note, rest and last day
      </Button>
    </form>
  );
}

function termsOf({ note, cooldownMinutes, expiresAt }: Alert): TermsDraft {
  return {
    note: note ?? '',
    cooldownMinutes,
    lastDay: expiresAt === null ? '' : localDay(new Date(expiresAt)),
  };
}

function patchOf(alert: Alert, { note, cooldownMinutes, lastDay }: TermsDraft): AlertPatch {
  const before = termsOf(alert);
  return {
    ...(note.trim() !== before.note && { note: note.trim() === '' ? null : note.trim() }),
    ...(cooldownMinutes !== before.cooldownMinutes && cooldownMinutes !== null && { cooldownMinutes }),
    ...(lastDay !== before.lastDay && { expiresAt: endOfDay(lastDay)?.toISOString() ?? null }),
  };
}
