import { screenSortField, type ScreenSortField } from '@marketscope/contracts';
import {
  filterFields,
  parseFilter,
  sourceWords,
  type FieldUnit,
  type Filter,
  type FilterField,
} from '@marketscope/domain';
import type { ScreenShortcoming, ScreenView } from '../../language/intent.ts';
import type { ScreenToolResult, ScreenToolRow } from '../../tools/run-screen.ts';
import { day, percent, plain, plainNumber, priceOf } from './figures.ts';

const shortcomings: Record<ScreenShortcoming, string> = {
  lows: 'The screen holds no 52-week lows, so I can’t tell new ones. What comes nearest is who is farthest below their 52-week high.',
  crossings:
    'The screen tells which average is above the other, not on which day they crossed. An alert tells you of the cross itself: “Alert me on a golden cross of MSFT”.',
  'highs-by-close': 'The screen knows closes: a symbol that was higher within its days is not among these.',
  'near-highs': 'I took “near” as within 3% of the 52-week high; say another percentage for another reach.',
  'calendar-spans':
    'The screen counts sessions back from its own, and knows no calendar weeks, months or years.',
};

/** What of a question the screen can't tell. */
export function shortcomingText(shortcoming: ScreenShortcoming): string {
  return shortcomings[shortcoming];
}

/**
 * Rows of a screen with its day, how many there are, and where the prices come from.
 * @param isBehind whether a session has begun since, of which there is no screen yet
 */
export function screenText(result: ScreenToolResult, view: ScreenView, isBehind: boolean): string {
  const { date, symbols, matched, rows, filter } = result;
  const screen = `the screen of ${day(date)}`;
  const behind = isBehind ? ' That is the latest: today’s comes after the close.' : '';
  if (rows.length === 0)
    return filter === null
      ? `There is nothing in ${screen}.${behind}`
      : `No symbol in ${screen} matches: ${filter} holds for none of ${symbols}.${behind}`;
  const counted =
    filter === null
      ? `It has ${symbols} symbols.`
      : `Of ${symbols} symbols, ${matched} ${matched === 1 ? 'matches' : 'match'}: ${filter}.`;
  const shown = filter !== null && matched > rows.length ? ` The first ${rows.length} are shown.` : '';
  return [
    `In ${screen}, by its closes, these are the symbols ${view.title}.${behind} ${counted}${shown}`,
    tableOf(rows, columnsOf(view)),
    sourceText(result),
  ].join('\n\n');
}

const always: FilterField[] = ['close', 'changePercent'];

/** What is shown of each row: its price and change, and whatever it was chosen or sorted by. */
function columnsOf({ filter, sort }: ScreenView): FilterField[] {
  const sorted = screenSortField.parse(sort.replace(/^-/, ''));
  return [
    ...new Set([
      ...always,
      ...(isNumber(sorted) ? [sorted] : []),
      ...(filter === undefined ? [] : fieldsOf(parseFilter(filter))),
    ]),
  ];
}

function isNumber(field: ScreenSortField): field is FilterField {
  return field in filterFields;
}

function fieldsOf(filter: Filter): FilterField[] {
  switch (filter.kind) {
    case 'comparison':
      return [filter.field, ...(typeof filter.with === 'string' ? [filter.with] : [])];
    case 'not':
      return fieldsOf(filter.filter);
    case 'and':
    case 'or':
      return filter.filters.flatMap(fieldsOf);
    case 'new-entrant':
      return ['drawdownPercent'];
  }
}

function tableOf(rows: readonly ScreenToolRow[], columns: readonly FilterField[]): string {
  const titles = ['Symbol', 'Name', ...columns.map((field) => capitalised(filterFields[field].title))];
  return [
    titles,
    titles.map(() => '---'),
    ...rows.map((row) => [
      row.symbol,
      row.name === null ? '–' : plain(row.name),
      ...columns.map((field) => cellOf(row, field)),
    ]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const cells: Record<FieldUnit, (value: number, row: ScreenToolRow) => string> = {
  price: (value, row) => priceOf(row, value),
  percent,
  times: (value) => `${plainNumber(value)}×`,
  points: plainNumber,
  shares: plainNumber,
};

function cellOf(row: ScreenToolRow, field: FilterField): string {
  const value = row[field];
  if (value === null) return '–';
  // A volatility has no direction.
  return field === 'volatility20'
    ? percent(value).replace('+', '')
    : cells[filterFields[field].unit](value, row);
}

function sourceText({ date, rows }: ScreenToolResult): string {
  const sources = [...new Set(rows.map(({ source }) => source))];
  const told = sources.map((source) =>
    sources.length > 1
      ? `${sourceWords[source]} (${rows
          .filter((row) => row.source === source)
          .map(({ symbol }) => symbol)
          .join(', ')})`
      : sourceWords[source],
  );
  return `Source: ${told.join('; ')}; closes of ${day(date)}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
