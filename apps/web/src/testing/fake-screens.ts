import {
  savedFilterRequest,
  screenQuery,
  screenSortField,
  type ListedScreenRow,
  type SavedFilter,
  type Screen,
} from '@marketscope/contracts';
import { sampleScreenRow } from '@marketscope/contracts/fixtures';
import { describeFilter, FilterError, matcherOf, parseFilter, sortedBy, worstOf } from '@marketscope/domain';
import { json, nothing, problem, type Call } from './fake-exchange.ts';

/** What the fake API knows of screens. */
export interface ScreenState {
  /** Rows of each day, oldest first. */
  screens: Map<string, ListedScreenRow[]>;
  savedFilters: SavedFilter[];
}

/** The fake's screens and saved filters; rows are filtered and sorted by the rules of the domain. */
export function createFakeScreens(
  api: ScreenState,
  { id, at }: { id: (kind: string) => string; at: () => string },
): (path: string[], call: Call) => Response {
  function filters({ method, body }: Call, filterId: string | undefined): Response {
    if (method === 'POST') {
      const request = savedFilterRequest.parse(body);
      const saved = {
        ...request,
        id: id('filter'),
        description: describeFilter(parseFilter(request.filter)),
        createdAt: at(),
      };
      api.savedFilters.push(saved);
      return json(saved, 201);
    }
    if (method === 'DELETE') {
      api.savedFilters = api.savedFilters.filter((each) => each.id !== filterId);
      return nothing();
    }
    return json({ items: api.savedFilters });
  }

  function read(date: string, rows: readonly ListedScreenRow[], search: URLSearchParams): Response {
    const { filter, sort, limit, cursor } = screenQuery.parse(Object.fromEntries(search));
    const parsed = filter === undefined ? undefined : parseFilter(filter);
    const matching = parsed ? rows.filter(matcherOf(parsed)) : rows;
    const sorted = sortedBy(matching, screenSortField.parse(sort.replace(/^-/, '')), sort.startsWith('-'));
    const start = Number(cursor?.split('.')[1] ?? 0);
    const dates = [...api.screens.keys()];
    const screen: Screen = {
      date,
      completedAt: at(),
      symbols: rows.length,
      previousDate: dates[dates.indexOf(date) - 1] ?? null,
      worst: worstOf(rows),
      newEntrants: rows.filter(({ newEntrant }) => newEntrant).map(({ symbol }) => symbol),
    };
    return json({
      items: sorted.slice(start, start + limit),
      matched: matching.length,
      description: parsed ? describeFilter(parsed) : null,
      screen,
      ...(start + limit < matching.length && { next: `${date}.${start + limit}` }),
    });
  }

  return ([first = '', second], call) => {
    if (first === 'filters') return filters(call, second);
    const date = first === 'latest' ? [...api.screens.keys()].at(-1) : first;
    const rows = api.screens.get(date ?? '');
    if (date === undefined || rows === undefined) return problem(404, 'no-screen');
    if (second === 'csv')
      return json({
        url: `https://files.example/screens/${date}.csv`,
        expiresAt: '2030-01-01T00:00:00.000Z',
      });
    try {
      return read(date, rows, call.query);
    } catch (error) {
      if (error instanceof FilterError) return problem(400, 'invalid-filter', error.message);
      throw error;
    }
  };
}

/** A row of a day with nothing but a close, and what a test gives it. */
export function listedRow({
  newEntrant = false,
  ...row
}: Partial<ListedScreenRow> & { symbol: string; date: string }): ListedScreenRow {
  return { ...sampleScreenRow({ close: 100, ...row }), newEntrant };
}
