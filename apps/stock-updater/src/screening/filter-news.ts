import { makeEvent, MAX_ENTRANT_MATCHES, type EventOf, type ListedScreenRow } from '@marketscope/contracts';
import {
  FilterError,
  matches,
  parseFilter,
  sortedBy,
  type EventPublisher,
  type OwnedFilter,
  type SavedFilterStore,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { newlyTrue, type ScreenBefore } from './screen-before.ts';

/** Events that are published at once. */
const PUBLISHED_AT_ONCE = 20;

/** The rows of a day with those of the screen before, and what tells of them. */
export interface FilteredScreen {
  date: string;
  runId: string;
  rows: readonly ListedScreenRow[];
  before: ScreenBefore | undefined;
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
      const events = await Promise.all(
        page.slice(start, start + PUBLISHED_AT_ONCE).map(async (filter) => {
          try {
            return eventOf(filter, await newsOf(filter.filter), screen);
          } catch (error) {
            if (!(error instanceof FilterError)) throw error;
            logger.warn({ filterId: filter.id, reason: error.message }, 'saved filter skipped');
            return undefined;
          }
        }),
      );
      const news = events.filter((event) => event !== undefined);
      await Promise.all(news.map((event) => publisher.publish(event)));
      told += news.length;
    }
  return told;
}

/** What is new by a filter's text. Each text is read and applied once. */
function filterNews({ rows, before }: FilteredScreen): (text: string) => Promise<ListedScreenRow[]> {
  const known = new Map<string, Promise<ListedScreenRow[]>>();
  const find = async (text: string): Promise<ListedScreenRow[]> => {
    const filter = parseFilter(text);
    const news = await newlyTrue(rows, before, (row) => matches(filter, row));
    return sortedBy(news, 'drawdownPercent', false);
  };
  return (text) => {
    const found = known.get(text) ?? find(text);
    known.set(text, found);
    return found;
  };
}

function eventOf(
  { id, userId, name, description }: OwnedFilter,
  news: readonly ListedScreenRow[],
  { date, runId, time }: FilteredScreen,
): EventOf<'screen.entrant.v1'> | undefined {
  if (news.length === 0) return undefined;
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
      matchCount: news.length,
      matches: news.slice(0, MAX_ENTRANT_MATCHES),
    },
  });
}
