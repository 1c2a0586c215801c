import { readAlertDeletion, readAlertListing, readNewAlert, readUnwantedAlert } from './alert-intents.ts';
import { isAlertTerms } from './alert-terms.ts';
import { clausesOf, ownWords, plainText } from './clauses.ts';
import { readDocumentQuestion } from './document-intents.ts';
import type { ClauseReader, Intent, ReadingDays } from './intent.ts';
import { readComparison, readHistory, readQuote, readSearch } from './market-intents.ts';
import { readScreening } from './screen-intents.ts';
import { readSmallTalk, readUnsupported } from './small-talk.ts';
import { readSubjects, type Subject } from './subject.ts';
import { readWatching, readWatchlistListing } from './watchlist-intents.ts';

/** What a message is read with. */
export interface MessageContext extends ReadingDays {
  /** What the same person wrote before in the conversation, oldest first: “it” may be named there. */
  earlier: readonly string[];
}

/** Readers in the order in which they are asked: what changes something before what merely mentions the same words. */
const readers: ClauseReader[] = [
  readAlertDeletion,
  readNewAlert,
  readUnwantedAlert,
  readAlertListing,
  readWatching,
  readWatchlistListing,
  (clause) =>
    readUnsupported(
      clause,
      readSubjects(clause).some(({ kind }) => kind === 'symbol'),
    ),
  readDocumentQuestion,
  readScreening,
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
  const intents = readText(text, context);
  const completed = completeAlert(text, intents, context);
  return withReferences(completed ?? intents, context);
}

function readText(text: string, days: ReadingDays): Intent[] {
  const talk = readSmallTalk(text);
  if (talk) return [talk];
  const intents = withTermsJoined(clausesOf(text), days).map((clause): Intent => {
    for (const read of readers) {
      const intent = read(clause, days);
      if (intent) return intent;
    }
    return readSmallTalk(clause) ?? { kind: 'unknown' };
  });
  const telling = intents.filter(({ kind }) => kind !== 'unknown' && kind !== 'greet' && kind !== 'thank');
  return telling.length > 0 ? telling : [intents[0] ?? { kind: 'unknown' }];
}

/** “Alert me when … . Every time, please.”: how often and until when belong to the wish before. */
function withTermsJoined(clauses: readonly string[], days: ReadingDays): string[] {
  const joined: string[] = [];
  for (const clause of clauses) {
    const before = joined.at(-1);
    if (before !== undefined && isAlertTerms(clause, days.calendarToday))
      joined[joined.length - 1] = `${before.replace(/[.!?;,]+$/, '')} ${clause}`;
    else joined.push(clause);
  }
  return joined;
}

/** “Alert me on TSLA” … “below 200”: the answer to a question of ours, read as one with what it completes. */
function completeAlert(
  text: string,
  intents: readonly Intent[],
  context: MessageContext,
): Intent[] | undefined {
  const before = context.earlier.at(-1);
  const isFragment = intents.every(({ kind }) => ['unknown', 'quote', 'history'].includes(kind));
  if (before === undefined || !isFragment) return undefined;
  const wish = plainText(ownWords(plainText(before))).replace(/[.!?]+$/, '');
  if (!readText(wish, context).some(({ kind }) => kind === 'unclear-alert')) return undefined;
  const whole = readText(`${wish} ${text}`, context);
  return whole.some(({ kind }) => kind === 'create-alert') ? whole : undefined;
}

/** Puts what was named last in the place of “it”. */
function withReferences(intents: readonly Intent[], context: MessageContext): Intent[] {
  const { earlier } = context;
  let named: Subject[] | undefined;
  const lastNamed = (): Subject[] =>
    (named ??=
      earlier
        .toReversed()
        .map((message) => readText(plainText(ownWords(plainText(message))), context).flatMap(subjectsOf))
        .find((subjects) => subjects.length > 0) ?? []);
  return intents.map((intent, position) => {
    if (!('subjects' in intent) || intent.kind === 'list-alerts' || intent.kind === 'no-alert') return intent;
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
