import { useId, type ComponentProps, type ReactNode } from 'react';
import './field.css';

interface Labelled {
  label: string;
  optional?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
}

/** What an input has to carry, so that its label, hint and error are read out with it. */
interface InputProps {
  id: string;
  className: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

/** A labelled input with its hint and its error, which are read out with it. `unit` stands behind what is typed. */
export function Field({
  label,
  optional,
  hint,
  error,
  unit,
  ...input
}: Omit<ComponentProps<'input'>, 'className' | 'id'> & Labelled & { unit?: string | undefined }) {
  return (
    <LabelledField label={label} optional={optional} hint={hint} error={error}>
      {(props) =>
        unit === undefined ? (
          <input {...input} {...props} />
        ) : (
          <span className="field__measured">
            <input {...input} {...props} />
            <span className="field__unit" aria-hidden="true">
              {unit}
            </span>
          </span>
        )
      }
    </LabelledField>
  );
}

/** A labelled choice among a few, with its hint and its error. */
export function SelectField({
  label,
  optional,
  hint,
  error,
  ...select
}: Omit<ComponentProps<'select'>, 'className' | 'id'> & Labelled) {
  return (
    <LabelledField label={label} optional={optional} hint={hint} error={error}>
      {(props) => <select {...select} {...props} />}
    </LabelledField>
  );
}

function LabelledField({
  label,
  optional = false,
  hint,
  error,
  children,
}: { [Name in keyof Labelled]: Labelled[Name] | undefined } & {
  label: string;
  children: (input: InputProps) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label} {optional && <span className="field__optional">(optional)</span>}
      </label>
      {children({
        id,
        className: 'input',
        'aria-invalid': error !== undefined,
        'aria-describedby': `${id}-hint ${id}-error`,
      })}
      <div id={`${id}-hint`} className="field__hint">
        {hint}
      </div>
      <div id={`${id}-error`} className="field__error">
        {error}
      </div>
    </div>
  );
}
