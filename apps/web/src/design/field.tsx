import { useId, type ComponentProps, type ReactNode } from 'react';
import './field.css';

/** A labelled input with its hint and its error, which are read out with it. */
export function Field({
  label,
  optional = false,
  hint,
  error,
  ...input
}: Omit<ComponentProps<'input'>, 'className' | 'id'> & {
  label: string;
  optional?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label} {optional && <span className="field__optional">(optional)</span>}
      </label>
      <input
        {...input}
        id={id}
        className="input"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
      />
      <div id={`${id}-hint`} className="field__hint">
        {hint}
      </div>
      <div id={`${id}-error`} className="field__error">
        {error}
      </div>
    </div>
  );
}
