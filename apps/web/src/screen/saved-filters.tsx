import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Field } from '../design/field.tsx';
import { TrashIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useDeleteFilter, useSavedFilters, useSaveFilter } from './screen-queries.ts';
import './saved-filters.css';

/** The person's filters: to apply, to delete, and the one in use to be saved. */
export function SavedFilters({
  applied,
  onApply,
}: {
  /** The filter in use; empty for none. */
  applied: string;
  onApply: (filterId: string) => void;
}) {
  const filters = useSavedFilters();
  const remove = useDeleteFilter();
  // On a phone they would stand between the filter and the rows.
  const [isOpen, setOpen] = useState(() => window.matchMedia('(min-width: 64rem)').matches);
  return (
    <details
      className="saved-filters card"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <h2>Saved filters</h2>
        {applied !== '' && <span className="saved-filters__words">Save the one in use</span>}
      </summary>
      <p className="saved-filters__lead">
        After each trading day you are told, by e-mail and in your inbox, which symbols have come to match.
      </p>
      {filters.isPending && <Skeleton lines={2} label="Loading your saved filters" />}
      {filters.isError && <ErrorNotice error={filters.error} onRetry={() => void filters.refetch()} />}
      {remove.isError && <ErrorNotice error={remove.error} />}
      {filters.data !== undefined && filters.data.length > 0 && (
        <ul className="saved-filters__list">
          {filters.data.map(({ id, name, filter, description }) => (
            <li key={id} className="saved-filters__row">
              <button
                type="button"
                className="saved-filters__apply"
                aria-pressed={filter === applied}
                aria-label={`Apply the filter ${name}: ${description}`}
                onClick={() => onApply(id)}
              >
                <strong>{name}</strong>
                <span className="saved-filters__words">{description}</span>
              </button>
              <ConfirmButton
                label={`Delete the filter ${name}`}
                question="Delete?"
                onConfirm={() => remove.mutate(id)}
              >
                <TrashIcon />
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
      {applied === '' ? (
        filters.data?.length === 0 && (
          <p className="saved-filters__lead">None yet: filter the screen, then save the filter here.</p>
        )
      ) : (
        <SaveFilter key={applied} filter={applied} />
      )}
    </details>
  );
}

function SaveFilter({ filter }: { filter: string }) {
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const save = useSaveFilter();
  return (
    <form
      className="saved-filters__save"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') {
          setMissing(true);
          event.currentTarget.querySelector('input')?.focus();
          return;
        }
        save.mutate({ name: name.trim(), filter }, { onSuccess: () => setName('') });
      }}
    >
      <Field
        label="Save the filter in use as"
        placeholder="Deep and busy"
        autoComplete="off"
        maxLength={80}
        value={name}
        error={missing ? 'Give it a name' : undefined}
        onChange={({ target }) => {
          setName(target.value);
          setMissing(false);
          save.reset();
        }}
      />
      {save.isError && <ErrorNotice error={save.error} />}
      <Button type="submit" busy={save.isPending}>
        {save.isPending ? 'Saving…' : 'Save filter'}
      </Button>
    </form>
  );
}
