import {
  readAlertChange,
  readAlertDeletion,
  readAlertListing,
  readNewAlert,
  readNewThreshold,
  readUnwantedAlert,
} from './alert-intents.ts';
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
  readNewThreshold,
  readNewAlert,
  readAlertChange,
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
  const lastNamed = namedBefore(context);
  const intents = readText(text, context, lastNamed);
  const completed = completeAlert(text, intents, context, lastNamed);
  return withReferences(completed ?? intents, lastNamed);
}

function readText(text: string, days: ReadingDays, lastNamed: () => Subject[] = () => []): Intent[] {
  const talk = readSmallTalk(text);
  if (talk) return [talk];
  const intents: Intent[] = [];
  for (const clause of withTermsJoined(clausesOf(text), days)) {
    const intent = readClause(clause, days);
    const isOfIt = intent.kind === 'unclear-alert' && intent.trouble.includes('company') && it.test(clause);
    const sameMessage = isOfIt ? intents.flatMap(subjectsOf) : [];
    const [named, ...others] = isOfIt ? (sameMessage.length > 0 ? sameMessage : lastNamed()) : [];
    intents.push(
      named && others.length === 0
        ? readClause(
            clause.replace(it, (word) => inPlaceOf(word, named)),
            days,
          )
        : intent,
    );
  }
  const telling = intents.filter(({ kind }) => kind !== 'unknown' && kind !== 'greet' && kind !== 'thank');
  return telling.length > 0 ? telling : [intents[0] ?? { kind: 'unknown' }];
}

function readClause(clause: string, days: ReadingDays): Intent {
  for (const read of readers) {
    const intent = read(clause, days);
    if (intent) return intent;
  }
  return readSmallTalk(clause) ?? { kind: 'unknown' };
}

/** What an alert may be wanted of that was named before. */
const it = /\b(?:it's|its|it|(?:this|that|the) (?:one|stock|company|share|price))\b/i;

function inPlaceOf(word: string, subject: Subject): string {
  const name = subject.kind === 'symbol' ? subject.symbol : subject.name;
  if (/^its$/i.test(word)) return `${name}'s`;
  return /^it's$/i.test(word) ? `${name} is` : name;
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
  lastNamed: () => Subject[],
): Intent[] | undefined {
  const before = context.earlier.at(-1);
  const isFragment = intents.every(({ kind }) => ['unknown', 'quote', 'history'].includes(kind));
  if (before === undefined || !isFragment) return undefined;
  const wish = plainText(ownWords(plainText(before))).replace(/[.!?]+$/, '');
  if (!readText(wish, context).some(({ kind }) => kind === 'unclear-alert')) return undefined;
  const whole = readText(`${wish} ${text}`, context, lastNamed);
  return whole.some(({ kind }) => kind === 'create-alert') ? whole : undefined;
}

/** What the person named last in an earlier message. */
function namedBefore(context: MessageContext): () => Subject[] {
  let named: Subject[] | undefined;
  return () =>
    (named ??=
      context.earlier
        .toReversed()
        .map((message) => readText(plainText(ownWords(plainText(message))), context).flatMap(subjectsOf))
        .find((subjects) => subjects.length > 0) ?? []);
}

/** Puts what was named last in the place of “it”. */
function withReferences(intents: readonly Intent[], lastNamed: () => Subject[]): Intent[] {
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
  return 'which' in intent ? intent.which.subjects : [];
}
