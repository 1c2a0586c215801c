import type { ListedScreenRow } from '@marketscope/contracts';

/** Where the CSV of a day's screen lies among the artifacts. */
export function screenCsvKey(date: string): string {
  return `screens/${date}/daily_results.csv`;
}

const columns: readonly [heading: string, cell: (row: ListedScreenRow) => string][] = [
  ['date', ({ date }) => date],
  ['symbol', ({ symbol }) => text(symbol)],
  ['name', ({ name }) => text(name ?? '')],
  ['currency', ({ currency }) => currency],
  ['close', ({ close }) => price(close)],
  ['change_percent', ({ changePercent }) => decimal(changePercent)],
  ['return_5_sessions_percent', ({ return5 }) => decimal(return5)],
  ['return_21_sessions_percent', ({ return21 }) => decimal(return21)],
  ['return_252_sessions_percent', ({ return252 }) => decimal(return252)],
  ['drawdown_percent', ({ drawdownPercent }) => decimal(drawdownPercent)],
  ['average_50', ({ average50 }) => price(average50)],
  ['average_200', ({ average200 }) => price(average200)],
  ['volatility_20_percent', ({ volatility20 }) => decimal(volatility20)],
  ['volume', ({ volume }) => (volume === null ? '' : String(volume))],
  ['volume_ratio', ({ volumeRatio }) => decimal(volumeRatio)],
  ['rsi_14', ({ rsi14 }) => decimal(rsi14)],
  ['new_entrant', ({ newEntrant }) => (newEntrant ? 'yes' : 'no')],
  ['as_of', ({ asOf }) => asOf],
  ['source', ({ source }) => source],
];

/**
 * A screen as a CSV file (RFC 4180): a heading, then a line a row in the order given; the same rows make the same bytes. What
 * is not known is empty. Text that a spreadsheet would take for a formula is made safe; numbers are numbers.
 */
export function screenCsv(rows: readonly ListedScreenRow[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Text from outside: with an apostrophe before what spreadsheets run (OWASP, "CSV Injection"), in quotes where it must be. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Four decimals, as many as anyone compares. */
function decimal(value: number | null): string {
  return value === null ? '' : String(Number(value.toFixed(4)));
}

/** Ten digits: prices of less than a cent keep theirs. */
function price(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(10)));
}
