import type { ListedScreenRow, Screen } from '@marketscope/contracts';
import { listedRows, type ScreenStore } from '@marketscope/domain';

/** What a screen is compared with, to find what is new in it. */
export interface ScreenBefore {
  date: string;
  /**
   * A symbol's row in the screen before, or in the latest that it was in: a symbol whose update failed for a day has not left
   * the screen. Undefined when it never was in one.
   */
  rowOf(symbol: string): Promise<ListedScreenRow | undefined>;
}

/** The complete screen before one, with its rows in memory. */
export async function screenBefore(
  before: Screen,
  { date }: { date: string },
  screens: Pick<ScreenStore, 'rows' | 'ofSymbol'>,
): Promise<ScreenBefore> {
  const rows = new Map(
    listedRows(before, await screens.rows(before.date)).map((row) => [row.symbol, Promise.resolve(row)]),
  );
  const lastRowOf = async (symbol: string): Promise<ListedScreenRow | undefined> => {
    const [row] = await screens.ofSymbol(symbol, { limit: 1, before: date });
    return row && { ...row, newEntrant: false };
  };
  const missing = new Map<string, Promise<ListedScreenRow | undefined>>();
  return {
    date: before.date,
    rowOf(symbol) {
      const known = rows.get(symbol) ?? missing.get(symbol);
      if (known) return known;
      const found = lastRowOf(symbol);
      missing.set(symbol, found);
      return found;
    },
  };
}

/**
 * The rows for which something is true that was not true of their symbol before. Without a screen before, nothing is new: there
 * is nothing that it could be new to.
 */
export async function newlyTrue(
  rows: readonly ListedScreenRow[],
  before: ScreenBefore | undefined,
  isTrue: (row: ListedScreenRow) => boolean,
): Promise<ListedScreenRow[]> {
  if (!before) return [];
  const wasTrue = async ({ symbol }: ListedScreenRow): Promise<boolean> => {
    const row = await before.rowOf(symbol);
    return row !== undefined && isTrue(row);
  };
  const found = rows.filter(isTrue);
  const were = await Promise.all(found.map(wasTrue));
  return found.filter((_, index) => were[index] === false);
}
