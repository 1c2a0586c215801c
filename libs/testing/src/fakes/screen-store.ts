import type { Screen, ScreenRow } from '@marketscope/contracts';
import type { Market, ScreenStore } from '@marketscope/domain';

/** Screens in memory. */
export function createFakeScreenStore(): ScreenStore {
  const rows = new Map<string, ScreenRow>();
  const screens = new Map<string, { market: Market; screen: Screen }>();
  const newestFirst = <Dated extends { date: string }>(dated: Dated[]): Dated[] =>
    dated.toSorted((a, b) => (a.date > b.date ? -1 : 1));
  return {
    async put(row) {
      const key = `${row.date} ${row.symbol}`;
      const known = rows.get(key);
      if (known && known.asOf > row.asOf) return false;
      rows.set(key, row);
      return true;
    },
    async rows(date) {
      return [...rows.values()]
        .filter((row) => row.date === date)
        .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
    },
    async ofSymbol(symbol, { limit, before = '9999' }) {
      const found = [...rows.values()].filter((row) => row.symbol === symbol && row.date < before);
      return newestFirst(found).slice(0, limit);
    },
    async complete(market, screen) {
      screens.set(`${market} ${screen.date}`, { market, screen });
    },
    async screen(market, date) {
      return screens.get(`${market} ${date}`)?.screen;
    },
    async latest(market, { before = '9999' } = {}) {
      const found = [...screens.values()].filter(
        (each) => each.market === market && each.screen.date < before,
      );
      return newestFirst(found.map(({ screen }) => screen))[0];
    },
  };
}
