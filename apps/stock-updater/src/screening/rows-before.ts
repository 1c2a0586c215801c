import type { ListedScreenRow, Screen, ScreenRow } from '@marketscope/contracts';
import { listedRows, type ScreenStore } from '@marketscope/domain';

/** Symbols whose last row is looked for at once. */
const LOOKED_FOR_AT_ONCE = 25;

/**
 * For each row of a screen, the row that its symbol had in the screen before, or in the latest that it was in: a symbol whose
 * update failed for a day has not left the screen. Undefined for one that never was in a screen.
 */
export async function rowsBefore(
  rows: readonly ScreenRow[],
  before: Screen,
  { date }: { date: string },
  screens: Pick<ScreenStore, 'rows' | 'ofSymbol'>,
): Promise<(ListedScreenRow | undefined)[]> {
  const known = new Map(listedRows(before, await screens.rows(before.date)).map((row) => [row.symbol, row]));
  const missing = rows.filter(({ symbol }) => !known.has(symbol));
  for (let start = 0; start < missing.length; start += LOOKED_FOR_AT_ONCE)
    await Promise.all(
      missing.slice(start, start + LOOKED_FOR_AT_ONCE).map(async ({ symbol }) => {
        const [row] = await screens.ofSymbol(symbol, { limit: 1, before: date });
        if (row) known.set(symbol, { ...row, newEntrant: false });
      }),
    );
  return rows.map(({ symbol }) => known.get(symbol));
}

/**
 * The rows for which something is true that was not true of their symbol before. Without a screen before, nothing is new: there
 * is nothing that it could be new to.
 * @param before the row before of each row
 */
export function newlyTrue(
  rows: readonly ListedScreenRow[],
  before: readonly (ListedScreenRow | undefined)[] | undefined,
  isTrue: (row: ListedScreenRow) => boolean,
): ListedScreenRow[] {
  if (!before) return [];
  return rows.filter((row, index) => {
    if (!isTrue(row)) return false;
    const rowBefore = before[index];
    return rowBefore === undefined || !isTrue(rowBefore);
  });
}
