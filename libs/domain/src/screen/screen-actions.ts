import type {
  ListedScreenRow,
  SavedFilter,
  SavedFilterRequest,
  Screen,
  ScreenFile,
  ScreenQuery,
  ScreenResponse,
  ScreenRow,
} from '@marketscope/contracts';
import { savedFilter, screenSortField } from '@marketscope/contracts';
import { PersonalLimitError } from '../accounts/personal-limit-error.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import type { Leases } from '../leases/leases.ts';
import type { Market } from '../market/market-of-source.ts';
import { describeFilter } from './filter/filter-words.ts';
import { matcherOf } from './filter/matcher.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { SavedFilterRefusal } from './saved-filter-refusal.ts';
import type { SavedFilterStore } from './saved-filter-store.ts';
import { screenCsv, screenCsvKey } from './screen-csv.ts';
import { listedRows, sortedBy } from './screen-rows.ts';
import type { ScreenStore } from './screen-store.ts';

/** Filters that one person can save. */
export const MAX_SAVED_FILTERS = 20;

/** Seconds that a link to a screen's CSV lasts. */
export const SCREEN_LINK_SECONDS = 3600;

/** Screens whose rows are kept in memory: people look at the latest, and at the one before. */
const SCREENS_IN_MEMORY = 2;

/** Which screen: the latest, or a day's. */
export type ScreenDay = 'latest' | { date: string };

/** What a person can do with the daily screens, through the API and through the assistant's tools alike. */
export interface ScreenActions {
  /**
   * A page of a screen's rows, those that match the filter. Undefined when there is no such screen.
   * @throws FilterError
   */
  read(day: ScreenDay, query: ScreenQuery): Promise<ScreenResponse | undefined>;
  /** A symbol's rows in the latest screens, newest first. */
  ofSymbol(symbol: string, options: { limit: number }): Promise<ScreenRow[]>;
  /** A link to the CSV of a screen, which is made again when it was deleted for its age. */
  file(day: ScreenDay): Promise<ScreenFile | undefined>;
  /** The person's saved filters, in the order they were made. */
  filters(userId: string): Promise<SavedFilter[]>;
  /**
   * Saves a filter: from the next screen on, the person is told which symbols have come to match it.
   * @throws FilterError
   * @throws SavedFilterRefusal
   * @throws PersonalLimitError `too-many-filters`
   * @throws LeaseHeldError when the person saves filters in another place just now
   */
  saveFilter(userId: string, request: SavedFilterRequest): Promise<SavedFilter>;
  /** Tells whether there was one. */
  deleteFilter(userId: string, filterId: string): Promise<boolean>;
}

/**
 * @param ports.market whose screens are read: live and recorded prices are never mixed
 * @param ports.newId makes ids that sort by time
 * @param ports.clock the wall clock
 */
export function createScreenActions(ports: {
  screens: Pick<ScreenStore, 'rows' | 'ofSymbol' | 'screen' | 'latest'>;
  savedFilters: Pick<SavedFilterStore, 'create' | 'list' | 'delete'>;
  artifacts: Pick<ArtifactStore, 'put' | 'exists' | 'link'>;
  leases: Leases;
  market: Market;
  newId: () => string;
  clock: () => Date;
}): ScreenActions {
  const { screens, savedFilters, artifacts, leases, market } = ports;
  const inMemory = new Map<string, Promise<ListedScreenRow[]>>();

  const find = (day: ScreenDay): Promise<Screen | undefined> =>
    day === 'latest' ? screens.latest(market) : screens.screen(market, day.date);

  /** The rows as of the screen's completion: completed again, they are read again. */
  function rowsOf(screen: Screen): Promise<ListedScreenRow[]> {
    const key = `${screen.date} ${screen.completedAt}`;
    const known = inMemory.get(key);
    if (known) return known;
    const rows = screens.rows(screen.date).then((found) => listedRows(screen, found));
    inMemory.set(key, rows);
    rows.catch(() => inMemory.delete(key));
    for (const oldest of inMemory.keys()) if (inMemory.size > SCREENS_IN_MEMORY) inMemory.delete(oldest);
    return rows;
  }

  return {
    async read(day, { filter: text, sort, limit, cursor }) {
      const filter = text === undefined ? undefined : parseFilter(text);
      const from = positionOf(cursor);
      const screen = await find(from ? { date: from.date } : day);
      if (!screen) return undefined;
      const rows = await rowsOf(screen);
      const matching = filter ? rows.filter(matcherOf(filter)) : rows;
      const start = from?.offset ?? 0;
      const end = start + limit;
      const field = screenSortField.parse(sort.replace(/^-/, ''));
      return {
        screen,
        matched: matching.length,
        description: filter ? describeFilter(filter) : null,
        items: sortedBy(matching, field, sort.startsWith('-')).slice(start, end),
        ...(end < matching.length && { next: `${screen.date}.${end}` }),
      };
    },

    ofSymbol: (symbol, options) => screens.ofSymbol(symbol, options),

    async file(day) {
      const screen = await find(day);
      if (!screen) return undefined;
      const key = screenCsvKey(screen.date);
      if (!(await artifacts.exists(key)))
        await artifacts.put(key, { body: screenCsv(await rowsOf(screen)), contentType: CSV_TYPE });
      const expiresAt = new Date(ports.clock().getTime() + SCREEN_LINK_SECONDS * 1000).toISOString();
      const fileName = `marketscope-screen-${screen.date}.csv`;
      return { url: await artifacts.link(key, { seconds: SCREEN_LINK_SECONDS, fileName }), expiresAt };
    },

    async filters(userId) {
      return (await savedFilters.list(userId)).map((each) => savedFilter.parse(each));
    },

    async saveFilter(userId, { name, filter }) {
      const description = describeFilter(parseFilter(filter));
      return leases.holding(`saved-filters#${userId}`, async () => {
        const own = await savedFilters.list(userId);
        const same = own.find((one) => one.description === description);
        if (same)
          throw new SavedFilterRefusal(
            'filter-exists',
            `You have saved this filter already, as “${same.name}”. Delete that one first to give it another name.`,
            same.id,
          );
        const namesake = own.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (namesake)
          throw new SavedFilterRefusal(
            'filter-name-taken',
            `You have another filter of this name: ${namesake.description}. Choose another name.`,
            namesake.id,
          );
        if (own.length >= MAX_SAVED_FILTERS)
          throw new PersonalLimitError(
            'too-many-filters',
            `You have ${MAX_SAVED_FILTERS} saved filters, the most a person can have. Delete one to make room for another.`,
          );
        const createdAt = ports.clock().toISOString();
        const saved = { id: ports.newId(), name, filter, description, createdAt };
        await savedFilters.create({ ...saved, userId });
        return saved;
      });
    },

    deleteFilter: (userId, filterId) => savedFilters.delete(userId, filterId),
  };
}

/** Content type of a screen's file. */
export const CSV_TYPE = 'text/csv; charset=utf-8';

/** Where a page begins, by its cursor: the next page is of the same day, whatever the latest is by then. */
function positionOf(cursor: string | undefined): { date: string; offset: number } | undefined {
  const [, date, offset] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,6})$/.exec(cursor ?? '') ?? [];
  return date === undefined ? undefined : { date, offset: Number(offset) };
}
