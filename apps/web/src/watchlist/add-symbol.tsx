import { symbol as symbolSchema, type SearchHit } from '@marketscope/contracts';
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
  const wanted = wantedSymbol(text, hits.isPlaceholderData || query !== text.trim() ? [] : (hits.data ?? []));

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
        if (wanted !== undefined) add(wanted);
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
        <Button look="primary" type="submit" disabled={wanted === undefined} busy={watch.isPending}>
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

/** The symbol that a text is, or that of the only company found whose name begins so. Two letters are more often a ticker. */
function wantedSymbol(text: string, hits: readonly SearchHit[]): string | undefined {
  const typed = symbolSchema.safeParse(text).data;
  const name = text.trim().toLowerCase();
  const [hit, another] = hits;
  if (hit === undefined || another !== undefined || hit.symbol === typed || name.length < 3) return typed;
  return hit.name.toLowerCase().startsWith(name) ? hit.symbol : typed;
}
