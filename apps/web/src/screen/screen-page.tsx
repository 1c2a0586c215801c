import { screenSort, sessionDate, type Screen, type ScreenSort } from '@marketscope/contracts';
import { DEEP_DRAWDOWN_PERCENT } from '@marketscope/domain';
import { useSearchParams } from 'react-router';
import { ApiError } from '../api/api-error.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { DownloadIcon, ScreenIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { sessionDay } from '../market/market-time.ts';
import { short } from '../market/figures.ts';
import { SourceChip } from '../market/source-chip.tsx';
import { DayChoice } from './day-choice.tsx';
import { FilterBox, readFilter } from './filter-box.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { screenColumns } from './screen-columns.ts';
import { useLatestScreenDate, useSavedFilters, useScreen, useScreenFile } from './screen-queries.ts';
import { ScreenTable } from './screen-table.tsx';
import './screen-page.css';

/** A day that the market's calendar knows: an address can hold any text. */
const screenDay = sessionDate.refine((date) => date >= '1900-01-01' && date < '2100-01-01');
/** Characters of an address that are shown of what nobody can read. */
const longestQuoted = 20;
const usualSort: ScreenSort = 'drawdownPercent';

/** The daily screen of a day, filtered and sorted as its address says. */
export function ScreenPage() {
  usePageTitle('Screen');
  const [search, setSearch] = useSearchParams();
  const asked = search.get('date');
  const askedDay = screenDay.safeParse(asked);
  const day = askedDay.success ? askedDay.data : 'latest';
  const savedId = search.get('filter');
  const saved = useSavedFilters();
  const chosen = saved.data?.find(({ id }) => id === savedId);
  const filter = chosen?.filter ?? (search.get('q') ?? '').trim();
  const sort = screenSort.catch(usualSort).parse(search.get('sort'));
  const isReadable = filter === '' || readFilter(filter).ok;

  const screen = useScreen({
    day,
    filter: isReadable && filter !== '' ? filter : undefined,
    sort,
    // News of a saved filter lead here by its id.
    isKnown: savedId === null || !saved.isPending,
  });
  const latestDate = useLatestScreenDate();
  const file = useScreenFile();
  const [first] = screen.data?.pages ?? [];
  // While another day is on its way, what is shown is still the one before.
  const shown = screen.isError ? undefined : first?.screen;
  const date = day === 'latest' ? shown?.date : day;
  const isMissing = screen.error instanceof ApiError && screen.error.code === 'no-screen';

  /** Goes to another view of the screen; what is left out stays, what is empty goes. */
  function show(part: { date?: string; filter?: string; q?: string; sort?: ScreenSort }) {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(part)) {
      if (value === '' || value === usualSort) next.delete(name);
      else next.set(name, value);
    }
    void setSearch(next, { replace: part.sort !== undefined });
  }

  return (
    <div className="page page--wide">
      <header className="page__head">
        <h1>Screen</h1>
        <div className="screen-page__tools">
          {date !== undefined && (
            <DayChoice
              date={date}
              previousDate={shown?.date === date ? shown.previousDate : null}
              latestDate={latestDate}
              onChoose={(other) => show({ date: other === latestDate ? '' : other })}
            />
          )}
          {shown && (
            <Button busy={file.isPending} onClick={() => file.mutate(shown.date)}>
              <DownloadIcon size={16} /> Download CSV
            </Button>
          )}
        </div>
      </header>
      {asked !== null && !askedDay.success && (
        <div className="notice" role="status">
          “{asked.slice(0, longestQuoted)}” is no date such as 2009-06-01: this is the latest screen.
        </div>
      )}
      {savedId !== null && saved.isSuccess && chosen === undefined && (
        <div className="notice" role="status">
          That saved filter is no more: this is the screen without it.
        </div>
      )}
      {file.isError && <ErrorNotice error={file.error} />}
      {screen.isPending && <Skeleton lines={8} label="Loading the screen" />}
      {isMissing && (
        <EmptyState
          icon={<ScreenIcon size={32} />}
          title={day === 'latest' ? 'No screen yet' : `No screen of ${sessionDay(day)}`}
        >
          {day === 'latest'
            ? 'The first comes after the close of the next trading day: every symbol’s returns, drawdown, averages, volatility, volume and RSI.'
            : 'That day had no session, or its update never ended.'}
          {day !== 'latest' && <Button onClick={() => show({ date: '' })}>Show the latest</Button>}
        </EmptyState>
      )}
      {screen.isError && !isMissing && (
        <ErrorNotice error={screen.error} onRetry={() => void screen.refetch()} />
      )}
      {shown && <Summary screen={shown} />}
      {(shown ?? filter !== '') && !isMissing && (
        <div className="page__columns screen-page__asking">
          <FilterBox applied={filter} onApply={(text) => show({ q: text, filter: '' })} />
          <SavedFilters applied={isReadable ? filter : ''} onApply={(id) => show({ filter: id, q: '' })} />
        </div>
      )}
      {shown && first && (
        <section className="page__list screen-page__rows" aria-label="Symbols">
          <p role="status" className="screen-page__count">
            {filter !== '' && isReadable
              ? `${first.matched} of ${symbolsWords(shown.symbols)} ${first.matched === 1 ? 'matches' : 'match'}`
              : symbolsWords(shown.symbols)}
          </p>
          {first.matched === 0 ? (
            <EmptyState icon={<ScreenIcon size={32} />} title="Nothing matches">
              No symbol of {sessionDay(shown.date)} passes this filter.
            </EmptyState>
          ) : (
            <ScreenTable
              rows={screen.data?.pages.flatMap(({ items }) => items) ?? []}
              sort={sort}
              onSort={(order) => show({ sort: order })}
              isBusy={screen.isPlaceholderData}
            />
          )}
          {screen.hasNextPage && (
            <Button busy={screen.isFetchingNextPage} onClick={() => void screen.fetchNextPage()}>
              Show more
            </Button>
          )}
          <Legend />
        </section>
      )}
    </div>
  );
}

/** What stands out on the day, in words. */
function Summary({ screen: { date, worst, newEntrants, previousDate } }: { screen: Screen }) {
  const deep = short(-DEEP_DRAWDOWN_PERCENT);
  return (
    <div className="screen-page__summary card">
      <h2>After the close of {sessionDay(date)}</h2>
      {worst && (
        <p>
          Farthest below its 52-week high: <strong>{worst.symbol}</strong>
          {worst.name !== null && ` (${worst.name})`}, by{' '}
          <strong className="figure screen-page__worst">{(-worst.drawdownPercent).toFixed(1)}%</strong>.{' '}
          <SourceChip source={worst.source} />
        </p>
      )}
      {previousDate !== null && (
        <p>
          {newEntrants.length === 0
            ? `Since ${sessionDay(previousDate)}, no symbol has newly come to be ${deep}% or more below its high.`
            : `Newly ${deep}% or more below their high since ${sessionDay(previousDate)}: ${namedWords(newEntrants)}.`}
        </p>
      )}
    </div>
  );
}

/** Symbols that a sentence names before it counts the others. */
const mostNamed = 12;

function namedWords(symbols: readonly string[]): string {
  const named = symbols.slice(0, mostNamed).join(', ');
  const others = symbols.length - mostNamed;
  return others > 0 ? `${named} and ${others} more` : named;
}

function symbolsWords(count: number): string {
  return count === 1 ? '1 symbol' : `${count.toLocaleString('en-US')} symbols`;
}

function Legend() {
  return (
    <details className="screen-page__legend">
      <summary>What the columns say</summary>
      <dl>
        {screenColumns.map(({ field, heading, meaning }) => (
          <div key={field}>
            <dt>{heading}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
        <div>
          <dt>–</dt>
          <dd>Not known: the history is too short, or its source gives none. Nothing is filled in.</dd>
        </div>
      </dl>
    </details>
  );
}
