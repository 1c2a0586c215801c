import { symbol as symbolSchema } from '@marketscope/contracts';
import { useDeferredValue, useId, useState } from 'react';
import { Button } from '../design/button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { PlusIcon } from '../design/icons.tsx';
import { SourceChip } from '../market/source-chip.tsx';
import { useSymbolSearch, useWatch } from './watchlist-queries.ts';
import './add-symbol.css';

/** Finds a symbol by ticker or name, and adds it. */
export function AddSymbol({
  watched,
  onAdded,
}: {
  watched: readonly string[];
  onAdded: (symbol: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const hits = useSymbolSearch(query);
  const watch = useWatch();
  const typed = symbolSchema.safeParse(text);

  function add(symbol: string) {
    watch.mutate(symbol, {
      onSuccess: (entry) => {
        setText('');
        onAdded(entry.symbol);
      },
    });
  }

  return (
    <form
      className="add-symbol"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.success) add(typed.data);
      }}
    >
      <label className="hidden-visually" htmlFor={id}>
        Symbol or company
      </label>
      <div className="add-symbol__row">
        <input
          id={id}
          className="input"
          placeholder="Symbol or company"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            watch.reset();
          }}
        />
        <Button look="primary" type="submit" disabled={!typed.success} busy={watch.isPending}>
          <PlusIcon size={16} /> Add
        </Button>
      </div>
      {watch.isError && <ErrorNotice error={watch.error} />}
      {query !== '' && (
        <ul className="add-symbol__hits" aria-label="Matching symbols" aria-busy={hits.isFetching}>
          {hits.data?.map((hit) => (
            <li key={hit.symbol}>
              <button
                type="button"
                className="add-symbol__hit"
                disabled={watched.includes(hit.symbol)}
                onClick={() => add(hit.symbol)}
              >
                <strong>{hit.symbol}</strong>
                <span className="add-symbol__name">
                  {watched.includes(hit.symbol) ? 'Watched already' : hit.name}
                </span>
                <SourceChip source={hit.source} />
              </button>
            </li>
          ))}
          {hits.data?.length === 0 && !hits.isFetching && (
            <li className="add-symbol__none">Nothing here goes by “{query}”.</li>
          )}
          {hits.isError && (
            <li className="add-symbol__none">The search is not available; type the exact symbol.</li>
          )}
        </ul>
      )}
    </form>
  );
}
