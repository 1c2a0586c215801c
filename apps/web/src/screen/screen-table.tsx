import type { ListedScreenRow, ScreenSort, ScreenSortField } from '@marketscope/contracts';
import { Chip } from '../design/chip.tsx';
import { SourceChip } from '../market/source-chip.tsx';
import { screenColumns, type ScreenColumn } from './screen-columns.ts';
import './screen-table.css';

/** A screen's rows. On a phone the symbols stay while the figures are moved sideways. */
export function ScreenTable({
  rows,
  sort,
  onSort,
  isBusy,
}: {
  rows: readonly ListedScreenRow[];
  sort: ScreenSort;
  onSort: (sort: ScreenSort) => void;
  isBusy: boolean;
}) {
  return (
    // Who has no mouse moves it sideways by the arrow keys.
    <div
      className="screen-table"
      role="region"
      aria-label="The screen’s rows"
      tabIndex={0}
      aria-busy={isBusy}
    >
      <table>
        <thead>
          <tr>
            <Heading field="symbol" first="lowest" sort={sort} onSort={onSort}>
              Symbol
            </Heading>
            {screenColumns.map(({ field, heading, meaning, first }) => (
              <Heading key={field} field={field} first={first} title={meaning} sort={sort} onSort={onSort}>
                {heading}
              </Heading>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.symbol}>
              <th scope="row" className="screen-table__symbol">
                <span className="screen-table__ticker">
                  {row.symbol}
                  {row.newEntrant && (
                    <Chip tone="accent" title="Was not this far below its 52-week high in the screen before">
                      New
                    </Chip>
                  )}
                  {row.source === 'synthetic' && <SourceChip source={row.source} />}
                </span>
                {row.name !== null && <span className="screen-table__name">{row.name}</span>}
              </th>
              {screenColumns.map((column) => (
                <Figure key={column.field} row={row} column={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({
  field,
  first,
  title,
  sort,
  onSort,
  children,
}: {
  field: ScreenSortField;
  first: 'lowest' | 'highest';
  title?: string;
  sort: ScreenSort;
  onSort: (sort: ScreenSort) => void;
  children: string;
}) {
  const upwards = sort === field;
  const downwards = sort === `-${field}`;
  const firstSort: ScreenSort = first === 'lowest' ? field : `-${field}`;
  const otherSort: ScreenSort = first === 'lowest' ? `-${field}` : field;
  return (
    <th scope="col" aria-sort={upwards ? 'ascending' : downwards ? 'descending' : undefined}>
      <button
        type="button"
        className="screen-table__sort"
        title={title}
        onClick={() => onSort(sort === firstSort ? otherSort : firstSort)}
      >
        {children}
        <span aria-hidden="true" className="screen-table__arrow">
          {upwards ? '▲' : downwards ? '▼' : ''}
        </span>
      </button>
    </th>
  );
}

function Figure({
  row,
  column: { field, figure, isChange },
}: {
  row: ListedScreenRow;
  column: ScreenColumn;
}) {
  const text = figure(row);
  if (text === undefined)
    return (
      <td className="figure screen-table__unknown">
        <span aria-hidden="true">–</span>
        <span className="hidden-visually">not known</span>
      </td>
    );
  const value = row[field];
  const tone =
    isChange === true && typeof value === 'number' && value !== 0
      ? ` screen-table__figure--${value < 0 ? 'down' : 'up'}`
      : '';
  return <td className={`figure${tone}`}>{text}</td>;
}
