import type { AlertDirection } from '@marketscope/contracts';

const falls =
  'drops?|dropped|dropping|falls?|fell|falling|dips?|dipping|sinks?|slides?|declines?|decreases?|tumbles?|plunges?|crash(?:es)?|plummets?|retreats?|loses?|losing|pulls back|comes? down|goes? down|going down|gets? down|is down|moves? down|trades? down';
const rises =
  'rises?|rose|rising|climbs?|climbing|jumps?|rall(?:y|ies)|increases?|grows?|gains?|surges?|soars?|spikes?|recovers?|advances?|goes? up|going up|gets? up|comes? up|moves? up|is up|trades? up';
const moves =
  'goes?|going|gets?|getting|comes?|moves?|moving|trades?|trading|closes?|closing|breaks?|breaking|crosses|crossing|cross|is|are|was|be|becomes?|turns?';

/** Source of a pattern of words that tell of a fall or rise, without groups that are counted. */
export const fallsOrRises = `${falls}|${rises}`;

const below = String.raw`at or (?:below|under|less than)|(?:below|under|beneath|underneath|less than|lower than|no more than|at most)|<=?|≤|(?:${falls}) (?:all the way |back )?(?:down )?to|down to`;
const above = String.raw`at or (?:above|over|more than)|(?:above|over|past|beyond|more than|greater than|higher than|no less than|at least)|exceed(?:s|ing)?|tops|surpass(?:es)?|>=?|≥|(?:${rises}) (?:all the way |back )?(?:up )?to|up to`;
const at = String.raw`hits?|hitting|reach(?:es|ing)?|touch(?:es|ing)?|(?:${moves})(?: to| at| through)?|equals?|at|to|for|=|@|of`;
const fillers = String.raw`(?:(?:a|the|its|price|share|level|value|mark|target|of|about|around|exactly|roughly)\s+)*`;

const joint = String.raw`,? (?:and|or|and\/or|as well as|and also|or else) (?:it )?(?:also )?`;
/** “Rises or falls”, “both up and down”: to either side. */
const eitherWay = String.raw`(?:${rises}|up)${joint}(?:${falls}|down)|(?:${falls}|down)${joint}(?:${rises}|up)`;
const eitherWayTo = new RegExp(String.raw`\b(?:${eitherWay}) (?:back )?to\s*${fillers}$`, 'iu');
const moving = new RegExp(
  String.raw`\b(?:${eitherWay}|moves?|swings?|changes?)\s*(?:by |at least |more than |over |about )*$`,
  'iu',
);

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
/** “180 or below”; in “above 300 or below 180” the words belong to the number that comes after them. */
const followings = [
  { direction: 'below' as const, pattern: /^\s*or\s+(?:below|lower|less|under)\b(?! +$)/i },
  { direction: 'above' as const, pattern: /^\s*(?:or\s+(?:above|higher|more|over|better)\b(?! +$)|\+)/i },
];

/** Words that tell how a price moves, and name nobody. */
export const movement = new RegExp(
  String.raw`\b(?:${falls}|${rises}|${moves}|hits?|reach(?:es)?|touch(?:es)?|or|and|if|when|whenever|once|as soon as|it's|its|price)\b`,
  'giu',
);
const falling = new RegExp(String.raw`\b(?:${falls})\b(?!.*\b(?:${rises})\b)`, 'iu');
const rising = new RegExp(String.raw`\b(?:${rises})\b(?!.*\b(?:${falls})\b)`, 'iu');

/** Whether the last move that a text tells of is a fall. */
export function isFall(text: string): boolean {
  return falling.test(text);
}

/** Whether the last move that a text tells of is a rise. */
export function isRise(text: string): boolean {
  return rising.test(text);
}

/** Whether a text ends in a move to either side, by what follows it. */
export function isEitherWay(text: string): boolean {
  return moving.test(text);
}

/** From which side a number is to be met, by the words beside it, and the words before it without those. */
export function directionOf(
  before: string,
  after: string,
): { direction: AlertDirection | 'either' | undefined; rest: string } {
  const following = followings.find(({ pattern }) => pattern.test(after));
  if (eitherWayTo.test(before)) return { direction: 'either', rest: before.replace(eitherWayTo, ' ') };
  const ending = endings.find(({ pattern }) => pattern.test(before));
  return {
    direction: following?.direction ?? ending?.direction,
    rest: ending ? before.replace(ending.pattern, ' ') : before,
  };
}
