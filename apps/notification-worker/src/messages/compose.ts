import type { EventOf, User } from '@marketscope/contracts';
import type { QuoteStore, WatchlistStore } from '@marketscope/domain';
import PQueue from 'p-queue';
import { accountLockedMessage } from './account-locked.ts';
import { dailySummaryMessage } from './daily-summary.ts';
import { documentFailedMessage, documentIndexedMessage } from './documents.ts';
import type { Message, PageLinks } from './message.ts';
import { priceAlertMessage } from './price-alert.ts';
import { screenEntrantMessage } from './screen-entrant.ts';
import { welcomeMessage } from './welcome.ts';

/** What messages are made from, beside the event. */
export interface MessageSources {
  watchlists: Pick<WatchlistStore, 'list'>;
  quotes: Pick<QuoteStore, 'getMany'>;
  links: PageLinks;
}

/** Nobody is told of events of this type, so it should not have come here. */
export class UntoldEventError extends Error {
  readonly code = 'untold-event';
  constructor(type: string) {
    super(`no message tells of ${type}`);
    this.name = 'UntoldEventError';
  }
}

/** Watchlists that are read at once. */
const READS_AT_ONCE = 20;

/** What people are told of one event. */
export type Telling = (person: User) => Message;

/**
 * Prepares what each of these people is told of an event; what they share is read once for all of them.
 * @throws UntoldEventError
 */
export async function composeFor(
  event: EventOf,
  people: readonly User[],
  sources: MessageSources,
): Promise<Telling> {
  const { links } = sources;
  switch (event.type) {
    case 'alert.triggered.v1':
      return (person) => priceAlertMessage(event.data, person, links);
    case 'screen.entrant.v1':
      return (person) => screenEntrantMessage(event.data, person, links);
    case 'user.registered.v1':
      return () => welcomeMessage(event.data, links);
    case 'security.account-locked.v1':
      return () => accountLockedMessage(event.data, links);
    case 'document.indexed.v1':
      return () => documentIndexedMessage(event.data, links);
    case 'document.failed.v1':
      return () => documentFailedMessage(event.data, links);
    case 'market.update.completed.v1':
      return composeSummaries(event, people, sources);
    default:
      throw new UntoldEventError(event.type);
  }
}

async function composeSummaries(
  event: EventOf<'market.update.completed.v1'>,
  people: readonly User[],
  { watchlists, quotes, links }: MessageSources,
): Promise<Telling> {
  const lists = await new PQueue({ concurrency: READS_AT_ONCE }).addAll(
    people.map((person) => async () => [person.id, await watchlists.list(person.id)] as const),
  );
  const watched = new Map(lists);
  const symbols = new Set(lists.flatMap(([, list]) => list.map(({ symbol }) => symbol)));
  const prices = await quotes.getMany([...symbols]);
  return (person) =>
    dailySummaryMessage(
      event.data,
      { person, watchlist: watched.get(person.id) ?? [], quotes: prices },
      links,
    );
}
