import { findAmounts } from './amount.ts';
import { numberWordPattern, readNumber } from './number-words.ts';

/** Crosses of the 50-day and the 200-day average, by their plain names. */
export const crossNames = ['goldencross', 'deathcross', 'averagescross'] as const;
export type CrossName = (typeof crossNames)[number];

/** A number or a cross that an alert may wait for, where it stands in the wish. */
export interface Mark {
  /** As it was written, with its sign. */
  value: number;
  unit: 'money' | 'percent' | 'times' | CrossName;
  /** Whether a minus sign stands before it. */
  negative: boolean;
  start: number;
  end: number;
}

/** Names of measures that have a number of their own, by one word without any. */
const measures: [pattern: RegExp, word: string][] = [
  [
    /\b(?:(?:52|fifty-two)[ -]?w(?:ee)?ks?|(?:1|one)[ -]?years?|12[ -]months?|yearly|annual|all[ -]time|recent|rolling) (?:high|peak|top|maximum)s?\b/gi,
    'yearhigh',
  ],
  [
    /\b(?:(?:52|fifty-two)[ -]?w(?:ee)?ks?|(?:1|one)[ -]?years?|12[ -]months?|yearly|annual|all[ -]time) (?:low|bottom|minimum)s?\b/gi,
    'yearlow',
  ],
  [
    /\b(?:(?:20|twenty|30|thirty|50|fifty)[ -]?d(?:ays?)? )?(?:(?:usual|normal|typical|average|mean) (?:daily )?volume|(?:daily )?(?:moving )?(?:average|mean)(?: of)? (?:the |its )?volume)\b/gi,
    'usualvolume',
  ],
  [/\b(?:20|twenty)[ -]?d(?:ays?)? (?:moving )?(?:average|mean)\b/gi, 'usual'],
  [
    /\b(?:(?:its|the) )?(?:50|fifty)[ -]?(?:d(?:ays?)?)?(?: (?:simple )?(?:moving )?(?:average|mean|ma|sma))?(?<of> (?:of|for|in) \S+(?: \S+){0,3}?)? ?(?:crosses|crossing|cross|crossed|goes|moves|rises|is)?(?: back)? (?:above|over|up through) (?:its |the )?(?:200|two[- ]hundred)[ -]?(?:d(?:ays?)?)?(?: (?:simple )?(?:moving )?(?:average|mean|ma|sma|one))?\b/gi,
    'goldencross$<of>',
  ],
  [
    /\b(?:(?:its|the) )?(?:50|fifty)[ -]?(?:d(?:ays?)?)?(?: (?:simple )?(?:moving )?(?:average|mean|ma|sma))?(?<of> (?:of|for|in) \S+(?: \S+){0,3}?)? ?(?:crosses|crossing|cross|crossed|goes|moves|falls|drops|is)?(?: back)? (?:below|under|down through) (?:its |the )?(?:200|two[- ]hundred)[ -]?(?:d(?:ays?)?)?(?: (?:simple )?(?:moving )?(?:average|mean|ma|sma|one))?\b/gi,
    'deathcross$<of>',
  ],
  [/\bgolden cross(?:es|over)?\b/gi, 'goldencross'],
  [/\bdeath cross(?:es|over)?\b/gi, 'deathcross'],
  [
    /\b50(?:[ -]?days?)? ?(?:\/|and|-) ?200(?:[ -]?days?)?(?: (?:moving )?(?:averages?|ma|sma))?(?: cross(?:es|over|ing)?)?\b|\b(?:moving )?averages? (?:cross(?:es|over|ing)?)\b/gi,
    'averagescross',
  ],
  [/\b(?:one|1|single|same)[ -](?:trading )?(day|session)\b/gi, '$1'],
  // “From 250 to 200”: where it comes from is no price to wait for.
  [/\bfrom (?:[$€£¥]\s?)?\d[\d.,]*k? (?=(?:down |up )?to\b)/gi, ''],
];

/** A wish with its measures named by words that hold no number. */
export function withPlainMeasures(wish: string): string {
  return measures.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), wish);
}

const multiple = new RegExp(
  String.raw`(?<![\w.,])(?:(?<words>twice|thrice|double|triple|quadruple)|(?<number>\d{1,3}(?:\.\d+)?|one and a half|${numberWordPattern}) ?(?:x|×|times|fold)(?![\w])|x ?(?<after>\d{1,3}(?:\.\d+)?))(?![\w%])`,
  'giu',
);
const multiples: Record<string, number> = {
  twice: 2,
  double: 2,
  thrice: 3,
  triple: 3,
  quadruple: 4,
  'one and a half': 1.5,
};
/** What makes a number before it a count of something, and no price: “its 200-day average”. */
const counted = /^[ -]?(?:days?|weeks?|months?|quarters?|years?|hours?|minutes?|sessions?|shares)\b/i;
const crosses = new RegExp(String.raw`\b(?:${crossNames.join('|')})\b`, 'g');
const negativeNumber = /(?<![\w\d.,%])(?<sign>[-−–]|minus )\s?(?<digits>[$€£¥]?\d)/giu;

/** The numbers and crosses that a wish names, in order. Its measures have their plain names. */
export function findMarks(wish: string): Mark[] {
  // A sign is put aside, so that the number after it is read as any other, at the same place.
  const unsigned = wish.replaceAll(negativeNumber, (all: string, _sign: string, digits: string) => {
    return `${' '.repeat(all.length - digits.length)}${digits}`;
  });
  const signs = new Set(
    [...wish.matchAll(negativeNumber)].map(
      (match) => match.index + match[0].length - (match.groups?.['digits']?.length ?? 0),
    ),
  );

  const times = [...unsigned.matchAll(multiple)].map(({ 0: all, index, groups = {} }): Mark => {
    const written = (groups['words'] ?? groups['number'] ?? groups['after'] ?? '').toLowerCase();
    const value = multiples[written] ?? readNumber(written);
    return { value, unit: 'times', negative: false, start: index, end: index + all.length };
  });
  const numbers = findAmounts(unsigned)
    .filter(({ start, end }) => !times.some((each) => each.start < end && start < each.end))
    .filter(({ end }) => !counted.test(unsigned.slice(end)))
    .map((amount): Mark => ({ ...amount, negative: signs.has(amount.start) }));
  const named = [...unsigned.matchAll(crosses)].map(({ 0: name, index }): Mark => ({
    value: 0,
    unit: name as CrossName,
    negative: false,
    start: index,
    end: index + name.length,
  }));
  return [...times, ...numbers, ...named].toSorted((a, b) => a.start - b.start);
}
