import type { ClauseReader, PriceMeasure } from './intent.ts';
import { readPeriod } from './period.ts';
import { readSubjects, type Subject } from './subject.ts';

const comparing =
  /\b(?:compare|compared|comparison|comparing|versus|vs|against|better|worse|outperform(?:ed|s)?|beat(?:s|en)?)\b/i;
const performing =
  /\b(?:histor(?:y|ical)|chart|trend|perform(?:ed|ance|s|ing)?|returns?|returned|gains?|gained|lost|how (?:has|have|did|had))\b/i;
const extremes =
  /\b(?:52|fifty-two)[ -]?weeks?\b|\byear(?:ly)? (?:high|low)\b|\b(?:highest|lowest|peak|maximum|minimum)\b.*\b(?:clos(?:e|ed|ing)|price|level|value|point|was|been|traded)\b|\ball[- ]time (?:high|low)\b/i;
/** “How much did it fall from its high?”, “how far is it off its peak?” */
const distance =
  /\b(?:from|below|above|off|under|since)\s+(?:(?:its|their|the|[\w.&-]+'s)\s+)?(?:(?:all[- ]time|52[- ]weeks?|yearly|record|recent)\s+)*(?:highs?|peak|top|lows?|bottom)\b(?! (?:\w+ )?volume\b)/i;
/** Of prices alone: volumes have averages too, as have a company's costs and selling prices, which are in its documents. */
const averaging =
  /\b(?:average|mean|avg)\s+(?:(?:daily|weekly|monthly|yearly|share|stock|trading)\s+)*(?:clos(?:e|es|ing)|prices?|level|value)\b|\b(?:clos(?:e|ed|ing)|price|cost|trad(?:e|ed|ing))\b.*\bon average\b(?! (?:\w+ )?volume\b)/i;
const highest = /\b(?:high|highest|peak|maximum|top|most expensive)\b/i;
const lowest = /\b(?:low|lowest|bottom|minimum|cheapest)\b/i;
/** Words of such questions that name nobody. */
const otherWords =
  /\b(?:yearly|peak|maximum|minimum|level|all-time|all|ever|been|reached|bottom|average|mean|avg|fall(?:en)?|fell|drop(?:ped)?|off|away|far|rise|risen|rose|climb(?:ed)?|recover(?:ed)?|record|recent|cost)\b/gi;
const ever = /\b(?:all[- ]time|ever|in (?:its )?history)\b/i;
const searching = /\b(?:ticker|tickers|symbol|symbols)\b|^(?:search|find|look ?up|look for)\b/i;
const pricing =
  /\b(?:price|prices|priced|quote|quotes|cost|costs|worth|trading|trades?|how much|stock|stocks|shares?|value|valued|doing|up|down|today|now|currently|closed?|opened?|change|changed|moved?|going|latest|last)\b/i;
/** What people say of a thing they have named before. */
const reference =
  /\b(?:it|its|it's|they|them|their|those|these|both|that (?:one|stock|company)|the (?:stock|company|share|shares|price))\b|^(?:what|how) about\b/i;

/** “Compare MSFT and NVDA this year”, “which did better, Apple or Google?” */
export const readComparison: ClauseReader = (clause, { today }) => {
  if (!comparing.test(clause)) return undefined;
  const { period, rest } = readPeriod(clause, today);
  const subjects = readSubjects(rest.replaceAll(/\bbeat(?:s|en)?\b/gi, ','));
  if (subjects.length < 2 && !reference.test(rest)) return undefined;
  return { kind: 'compare', subjects, period };
};

/** “How has AAPL done since March?”, “TSLA last month”, “52-week high of IBM”. */
export const readHistory: ClauseReader = (clause, { today }) => {
  const read = readPeriod(clause, today);
  const isFar = distance.test(clause);
  const isAverage = averaging.test(clause);
  if (!read.period && !isFar && !isAverage && !performing.test(clause) && !extremes.test(clause))
    return undefined;
  if (!read.period && /\b(?:today|now)\b/i.test(clause)) return undefined;
  const isOfAllTime = ever.test(clause) && (highest.test(clause) || lowest.test(clause));
  const { period, rest } = read.period
    ? read
    : readPeriod(`${clause} past ${isOfAllTime ? '5 years' : 'year'}`, today);
  const subjects = readSubjects(rest.replaceAll(otherWords, ','));
  const which = highest.test(clause) ? 'highest' : lowest.test(clause) ? 'lowest' : undefined;
  const measure: PriceMeasure | undefined = isAverage
    ? { which: 'average' }
    : which && { which, asked: isFar ? 'distance' : 'close', ever: isOfAllTime && !read.period };
  return period && isAbout(subjects, rest) ? { kind: 'history', subjects, period, measure } : undefined;
};

/** “What's the ticker of Apple?”, “search for semiconductor companies”. */
export const readSearch: ClauseReader = (clause) => {
  if (!searching.test(clause) || (pricing.test(clause) && !/\b(?:ticker|symbol)s?\b/i.test(clause)))
    return undefined;
  const subjects = readSubjects(clause);
  if (subjects.length === 0) return undefined;
  return subjects.every(({ kind }) => kind === 'symbol')
    ? { kind: 'quote', subjects }
    : { kind: 'search', subjects };
};

/** “What's AAPL's price?”, “Apple and Microsoft”, “how is Tesla doing?” */
export const readQuote: ClauseReader = (clause) => {
  const subjects = readSubjects(clause);
  if (subjects.length === 0)
    return pricing.test(clause) && reference.test(clause) ? { kind: 'quote', subjects } : undefined;
  const isPlain =
    subjects.length === 1 || subjects.some(({ kind }) => kind === 'symbol') || isListOfNames(clause);
  return pricing.test(clause) || isPlain ? { kind: 'quote', subjects } : undefined;
};

/** A history is asked of what is named, or of what was named before. */
function isAbout(subjects: readonly Subject[], rest: string): boolean {
  return subjects.length > 0 || reference.test(rest) || /^(?:and|or|over|in|for)?\W*$/i.test(rest);
}

function isListOfNames(clause: string): boolean {
  const separators = clause.split(/,|\band\b|\bor\b|\bvs\b|&/i);
  return (
    separators.length > 1 &&
    separators.every((part) => readSubjects(part).length === 1 && part.trim().split(' ').length <= 3)
  );
}
