import type { ListedScreenRow, Screen, ScreenRow } from '@marketscope/contracts';

/** Rows with what only the whole screen tells of them. */
export function listedRows(
  screen: Pick<Screen, 'newEntrants'>,
  rows: readonly ScreenRow[],
): ListedScreenRow[] {
  const newEntrants = new Set(screen.newEntrants);
  return rows.map((row) => ({ ...row, newEntrant: newEntrants.has(row.symbol) }));
}

/** The row that is farthest below its 52-week high, the first by symbol of several. */
export function worstOf(rows: readonly ScreenRow[]): Screen['worst'] {
  let worst: Screen['worst'] = null;
  for (const { symbol, name, drawdownPercent, source } of rows)
    if (drawdownPercent !== null && (worst === null || drawdownPercent < worst.drawdownPercent))
      worst = { symbol, name, drawdownPercent, source };
  return worst;
}

/** The rows with the lowest value of a field first, or the highest; those without one come last, equal ones by symbol. */
export function sortedBy(
  rows: readonly ListedScreenRow[],
  field: Exclude<keyof ListedScreenRow, 'newEntrant'>,
  descending: boolean,
): ListedScreenRow[] {
  const order = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[field], other[field]];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || bySymbol(one, other);
    return (a < b ? -order : a > b ? order : 0) || bySymbol(one, other);
  });
}

function bySymbol(one: ScreenRow, other: ScreenRow): number {
  return one.symbol < other.symbol ? -1 : Number(one.symbol > other.symbol);
}
