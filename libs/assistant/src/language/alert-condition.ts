import { findAmounts, type Amount } from './amount.ts';
import type { WantedAlert } from './intent.ts';
import { readSubjects, type Subject } from './subject.ts';

const falls =
  'drops?|dropped|dropping|falls?|fell|falling|dips?|dipping|sinks?|slides?|declines?|decreases?|tumbles?|plunges?|crash(?:es)?|plummets?|retreats?|pulls back|comes? down|goes? down|going down|gets? down';
const rises =
  'rises?|rose|rising|climbs?|climbing|jumps?|rall(?:y|ies)|increases?|grows?|gains?|surges?|soars?|spikes?|recovers?|advances?|goes? up|going up|gets? up|comes? up|moves? up';
const moves =
  'goes?|going|gets?|getting|comes?|moves?|moving|trades?|trading|closes?|closing|breaks?|breaking|crosses|crossing|cross|is|are|was|be|becomes?|turns?';

const below = String.raw`at or (?:below|under|less than)|(?:below|under|beneath|underneath|less than|lower than|no more than|at most)|<=?|≤|(?:${falls}) (?:all the way |back )?(?:down )?to|down to`;
const above = String.raw`at or (?:above|over|more than)|(?:above|over|past|beyond|more than|greater than|higher than|no less than|at least)|exceed(?:s|ing)?|tops|surpass(?:es)?|>=?|≥|(?:${rises}) (?:all the way |back )?(?:up )?to|up to`;
const at = String.raw`hits?|hitting|reach(?:es|ing)?|touch(?:es|ing)?|(?:${moves})(?: to| at| through)?|equals?|at|to|for|=|@|of`;
const fillers = String.raw`(?:(?:a|the|its|price|share|level|value|mark|target|of|about|around|exactly|roughly)\s+)*`;

const endings = (
  [
    ['below', below],
    ['above', above],
    ['either', at],
  ] as const
).map(([direction, words]) => ({
  direction,
  pattern: new RegExp(String.raw`(?:^|(?<=[^\w]))(?:${words})\s*${fillers}$`, 'iu'),
}));
const followings = [
  { direction: 'below' as const, pattern: /^\s*or\s+(?:below|lower|less|under)\b/i },
  { direction: 'above' as const, pattern: /^\s*(?:or\s+(?:above|higher|more|over|better)\b|\+)/i },
];
const movement = new RegExp(
  String.raw`\b(?:${falls}|${rises}|${moves}|hits?|reach(?:es)?|touch(?:es)?|or|and|if|when|whenever|once|as soon as|it's|its|price)\b`,
  'giu',
);

/** What a text says of prices to wait for. */
export interface ReadConditions {
  alerts: WantedAlert[];
  /** Subjects that the text names at all. */
  subjects: Subject[];
  amounts: Amount[];
  /** Whether some price stands there with no word that tells from which side it is to be met. */
  lacksDirection: boolean;
}

/**
 * The prices to wait for in a text such as “TSLA drops below 200 or goes above $300 and Apple hits 1.5k”: each with whom it
 * is of, the nearest named before it, or the one named after where none is before.
 */
export function readConditions(text: string): ReadConditions {
  const amounts = findAmounts(text);
  const prices = amounts.filter(({ unit }) => unit === 'money');
  const subjects: Subject[] = [];
  const conditions: {
    subjects: Subject[];
    direction: WantedAlert['direction'] | undefined;
    threshold: number;
  }[] = [];

  let position = 0;
  let current: Subject[] = [];
  for (const amount of prices) {
    const before = text.slice(position, amount.start);
    const { direction, rest } = directionOf(before, text.slice(amount.end));
    const named = readSubjects(rest.replaceAll(movement, ','));
    if (named.length > 0) current = named;
    subjects.push(...named);
    conditions.push({
      subjects: current,
      direction: direction ?? (/\b(?:or|and)\s*$/i.test(before) ? conditions.at(-1)?.direction : undefined),
      threshold: amount.value,
    });
    position = amount.end;
  }
  const tail = text.slice(position).replace(/^\s*or\s+\w+/i, '');
  const last = readSubjects(tail.replaceAll(movement, ','));
  subjects.push(...last);

  return {
    alerts: conditions.flatMap(({ subjects: named, direction, threshold }) =>
      direction === undefined
        ? []
        : (named.length > 0 ? named : last).map((subject) => ({ subject, direction, threshold })),
    ),
    subjects,
    amounts,
    lacksDirection: conditions.some(({ direction }) => direction === undefined),
  };
}

function directionOf(
  before: string,
  after: string,
): { direction: WantedAlert['direction'] | undefined; rest: string } {
  const following = followings.find(({ pattern }) => pattern.test(after));
  const ending = endings.find(({ pattern }) => pattern.test(before));
  return {
    direction: following?.direction ?? ending?.direction,
    rest: ending ? before.replace(ending.pattern, ' ') : before,
  };
}
