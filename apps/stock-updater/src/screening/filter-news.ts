import { makeEvent, MAX_ENTRANT_MATCHES, type EventOf, type ListedScreenRow } from '@marketscope/contracts';
import {
  FilterError,
  matcherOf,
  parseFilter,
  sortedBy,
  type EventPublisher,
  type OwnedFilter,
  type SavedFilterStore,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { newlyTrue } from './rows-before.ts';

/** Events that are published at once. */
const PUBLISHED_AT_ONCE = 20;

/** The rows of a day with those of the screen before, and what tells of them. */
export interface FilteredScreen {
  date: string;
  runId: string;
  rows: readonly ListedScreenRow[];
  /** The row before of each row; undefined without a screen before. */
  before: readonly (ListedScreenRow | undefined)[] | undefined;
  time: Date;
}

/**
 * Tells each person whose saved filter lets new symbols through, once a filter and a day: the event's id is made of both.
 * Filters that read the same are applied once, however many people have them. One that can't be read any more is skipped.
 * @returns how many filters had news
 */
export async function publishFilterNews(
  screen: FilteredScreen,
  { savedFilters, publisher }: { savedFilters: Pick<SavedFilterStore, 'pages'>; publisher: EventPublisher },
  logger: Logger,
): Promise<number> {
  const newsOf = filterNews(screen);
  let told = 0;
  for await (const page of savedFilters.pages())
    for (let start = 0; start < page.length; start += PUBLISHED_AT_ONCE) {
      const news = page.slice(start, start + PUBLISHED_AT_ONCE).flatMap((filter) => {
        try {
          return eventOf(filter, newsOf(filter.filter), screen) ?? [];
        } catch (error) {
          if (!(error instanceof FilterError)) throw error;
          logger.warn({ filterId: filter.id, reason: error.message }, 'saved filter skipped');
          return [];
        }
      });
      await Promise.all(news.map((event) => publisher.publish(event)));
      told += news.length;
    }
  return told;
}

/** What a filter lets through that it did not before: how many symbols, and the first of them. */
interface News {
  count: number;
  first: ListedScreenRow[];
}

/** The news by a filter's text. Each text is read and applied once, to rows that are in the order of the news already. */
function filterNews({ rows, before }: FilteredScreen): (text: string) => News {
  const known = new Map<string, News>();
  const inOrder = sortedBy(rows, 'drawdownPercent', false);
  const bySymbol = before && new Map(rows.map(({ symbol }, index) => [symbol, before[index]]));
  const beforeInOrder = bySymbol && inOrder.map(({ symbol }) => bySymbol.get(symbol));
  const find = (text: string): News => {
    const news = newlyTrue(inOrder, beforeInOrder, matcherOf(parseFilter(text)));
    return { count: news.length, first: news.slice(0, MAX_ENTRANT_MATCHES) };
  };
  return (text) => {
    const found = known.get(text) ?? find(text);
    known.set(text, found);
    return found;
  };
}

function eventOf(
  { id, userId, name, description }: OwnedFilter,
  news: News,
  { date, runId, time }: FilteredScreen,
): EventOf<'screen.entrant.v1'> | undefined {
  if (news.count === 0) return undefined;
  return makeEvent({
    type: 'screen.entrant.v1',
    id: `${id}#${date}`,
    source: 'stock-updater',
    subject: id,
    time,
    correlationId: runId,
    data: {
      userId,
      filterId: id,
      filterName: name,
      description,
      date,
      matchCount: news.count,
      matches: news.first,
    },
  });
}
