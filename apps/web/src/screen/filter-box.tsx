import { MAX_FILTER_LENGTH } from '@marketscope/contracts';
import { describeFilter, FilterError, parseFilter } from '@marketscope/domain';
import { useId, useState } from 'react';
import { Button } from '../design/button.tsx';
import { CloseIcon } from '../design/icons.tsx';
import './filter-box.css';

const examples = [
  'drawdown < -20% and volume ratio > 2',
  'rsi < 30 and price > 200-day average',
  '5-day return < -5% or change < -3%',
  'new entrant',
] as const;

/** How a text reads as a filter: in plain words, or why it can't be read and where. */
export function readFilter(text: string): { ok: true; words: string } | { ok: false; error: FilterError } {
  try {
    return { ok: true, words: describeFilter(parseFilter(text)) };
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, error };
    throw error;
  }
}

/** Takes a filter in its language, says what it means while it is typed, and where it can't be read. */
export function FilterBox({
  applied,
  onApply,
}: {
  /** The filter in use; empty for none. */
  applied: string;
  onApply: (filter: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(applied);
  // What came with the address may be unreadable already.
  const [judged, setJudged] = useState(applied !== '');
  const [shown, setShown] = useState(applied);
  if (applied !== shown) {
    // Another one was chosen elsewhere.
    setShown(applied);
    setText(applied);
    setJudged(applied !== '');
  }
  const trimmed = text.trim();
  const read = trimmed === '' ? undefined : readFilter(trimmed);
  const fault = judged && read?.ok === false ? read.error : undefined;

  function apply(filter: string) {
    setText(filter);
    setJudged(true);
    if (filter === '' || readFilter(filter).ok) onApply(filter);
  }

  return (
    <form
      className="filter-box"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        apply(trimmed);
      }}
    >
      <label className="field__label" htmlFor={id}>
        Filter
      </label>
      <div className="filter-box__row">
        <div className="filter-box__text">
          <input
            id={id}
            className="input"
            placeholder={examples[0]}
            maxLength={MAX_FILTER_LENGTH}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-meaning ${id}-fault`}
            onChange={({ target }) => {
              setText(target.value);
              setJudged(false);
            }}
          />
          {text !== '' && (
            <button
              type="button"
              className="filter-box__clear"
              aria-label="Remove the filter"
              onClick={() => apply('')}
            >
              <CloseIcon size={16} />
            </button>
          )}
        </div>
        <Button look="primary" type="submit">
          Filter
        </Button>
      </div>
      <div id={`${id}-meaning`} className="field__hint">
        {read?.ok === true && <>Means: {read.words}.</>}
      </div>
      <div id={`${id}-fault`} role="alert" className="filter-box__fault">
        {fault && <Fault text={trimmed} error={fault} />}
      </div>
      <div className="filter-box__examples">
        <span>For example</span>
        {examples.map((example) => (
          <button key={example} type="button" className="filter-box__example" onClick={() => apply(example)}>
            {example}
          </button>
        ))}
      </div>
    </form>
  );
}

/** The text with the place marked where it can't be read, and why. */
function Fault({ text, error: { position, message } }: { text: string; error: FilterError }) {
  const from = text.slice(position);
  const [wrong = ''] = /^\S+/.exec(from) ?? [];
  return (
    <>
      <code className="filter-box__where" aria-hidden="true">
        {text.slice(0, position)}
        <mark>{wrong === '' ? ' ' : wrong}</mark>
        {from.slice(wrong.length)}
      </code>
      {message}
    </>
  );
}
