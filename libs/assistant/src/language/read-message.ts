import { readAlertDeletion, readAlertListing, readNewAlert } from './alert-intents.ts';
import { clausesOf, ownWords, plainText } from './clauses.ts';
import type { ClauseReader, Intent } from './intent.ts';
import { readComparison, readHistory, readQuote, readSearch } from './market-intents.ts';
import { readSmallTalk, readUnsupported } from './small-talk.ts';
import { readSubjects, type Subject } from './subject.ts';
import { readWatching, readWatchlistListing } from './watchlist-intents.ts';

/** What a message is read with. */
export interface MessageContext {
  /** The market's day, `YYYY-MM-DD`. */
  today: string;
  /** What the same person wrote before in the conversation, oldest first: “it” may be named there. */
  earlier: readonly string[];
}

/** Readers in the order in which they are asked: what changes something before what merely mentions the same words. */
const readers: ClauseReader[] = [
  readAlertDeletion,
  readNewAlert,
  readAlertListing,
  readWatching,
  readWatchlistListing,
  (clause) =>
    readUnsupported(
      clause,
      readSubjects(clause).some(({ kind }) => kind === 'symbol'),
    ),
  readComparison,
  readHistory,
  readSearch,
  readQuote,
];

/**
 * Reads what a message asks for, from the person's own words alone: an intent for each clause, in order. One that can't be
 * read is `unknown`; nothing is guessed that would change something.
 */
export function readMessage(message: string, context: MessageContext): Intent[] {
  const text = plainText(ownWords(plainText(message)));
  const intents = readText(text, context.today);
  const completed = completeAlert(text, intents, context);
  return withReferences(completed ?? intents, context);
}

function readText(text: string, today: string): Intent[] {
  const talk = readSmallTalk(text);
  if (talk) return [talk];
  const intents = clausesOf(text).map((clause): Intent => {
    for (const read of readers) {
      const intent = read(clause, today);
      if (intent) return intent;
    }
    return readSmallTalk(clause) ?? { kind: 'unknown' };
  });
  const telling = intents.filter(({ kind }) => kind !== 'unknown' && kind !== 'greet' && kind !== 'thank');
  return telling.length > 0 ? telling : [intents[0] ?? { kind: 'unknown' }];
}

/** “Alert me on TSLA” … “below 200”: the answer to a question of ours, read as one with what it completes. */
function completeAlert(
  text: string,
  intents: readonly Intent[],
  context: MessageContext,
): Intent[] | undefined {
  const before = context.earlier.at(-1);
  const isFragment = intents.every(({ kind }) => kind === 'unknown' || kind === 'quote');
  if (before === undefined || !isFragment) return undefined;
  const wish = plainText(ownWords(plainText(before))).replace(/[.!?]+$/, '');
  if (!readText(wish, context.today).some(({ kind }) => kind === 'unclear-alert')) return undefined;
  const whole = readText(`${wish} ${text}`, context.today);
  return whole.some(({ kind }) => kind === 'create-alert') ? whole : undefined;
}

/** Puts what was named last in the place of “it”. */
function withReferences(intents: readonly Intent[], { today, earlier }: MessageContext): Intent[] {
  let named: Subject[] | undefined;
  const lastNamed = (): Subject[] =>
    (named ??=
      earlier
        .toReversed()
        .map((message) => readText(plainText(ownWords(plainText(message))), today).flatMap(subjectsOf))
        .find((subjects) => subjects.length > 0) ?? []);
  return intents.map((intent, position) => {
    if (!('subjects' in intent) || intent.kind === 'list-alerts') return intent;
    const isHalf = intent.kind === 'compare' && intent.subjects.length === 1;
    if (intent.subjects.length > 0 && !isHalf) return intent;
    const sameMessage = intents.slice(0, position).flatMap(subjectsOf);
    const subjects = [...(sameMessage.length > 0 ? sameMessage : lastNamed()), ...intent.subjects];
    return subjects.length > 0 ? { ...intent, subjects } : { kind: 'unknown' };
  });
}

function subjectsOf(intent: Intent): Subject[] {
  if ('subjects' in intent) return intent.subjects;
  if (intent.kind === 'create-alert') return intent.alerts.map(({ subject }) => subject);
  return intent.kind === 'delete-alert' ? intent.which.subjects : [];
}
