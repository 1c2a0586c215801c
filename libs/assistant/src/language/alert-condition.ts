import type { AlertDirection, AlertKind } from '@marketscope/contracts';
import { findMarks, withPlainMeasures, type CrossName, type Mark } from './alert-measures.ts';
import { directionOf, fallsOrRises, isEitherWay, isFall, isRise, movement } from './alert-movement.ts';
import type { AlertTrouble, WantedAlert } from './intent.ts';
import { readSubjects, type Subject } from './subject.ts';

/** What a text says of what to wait for. */
export interface ReadConditions {
  alerts: WantedAlert[];
  /** Subjects that the text names at all. */
  subjects: Subject[];
  /** Whether it names any number or cross to wait for. */
  hasMarks: boolean;
  /** What keeps its conditions from being alerts, once each. */
  trouble: AlertTrouble[];
}

type Condition = Omit<WantedAlert, 'subject'>;

/** A condition read at a mark, or why there is none. */
interface Reading {
  conditions: Condition[];
  trouble?: AlertTrouble;
  /** The words before the mark that may name a subject. */
  before: string;
  /** How many characters after the mark are a part of the condition. */
  consumed: number;
}

const articles = String.raw`(?:(?:its|the|their|his|her|a|an|my|our|this|today's|that) )*`;
const day = new RegExp(
  String.raw`^\s*(?:or more |or worse |or better |or so )?(?:(?:in|on|within|during|over|for|of)(?: the course of)? (?:a|an|one|the|any|the same|a single) (?:trading |single )?(?:day|session)|in day|today|intra-?day|daily|day over day|on day|a day|per day|from (?:the )?(?:previous|last|yesterday's|prior) (?:close|day)|since (?:the )?(?:open|yesterday|previous close|last close))\b`,
  'i',
);
const longerSpan =
  /^\s*(?:or more )?(?:in|within|during|over|for|this|a|per|since)? ?(?:(?:a|an|one|the|this|any|last|past|next|\d+|two|three|four|five|six|seven|ten) ?)*(?:hours?|days|weeks?|months?|quarters?|years?|sessions)\b/i;
const fromHigh = new RegExp(
  String.raw`^\s*(?:or more |or worse )?(?:down |away |lower )?(?:below|under|beneath|from|off|of|than)(?: of)? ${articles}(?:yearhigh|highs?\b|peak|top\b)`,
  'i',
);
const fromHere = new RegExp(
  String.raw`^\s*(?:or more )?(?:down |up |away )?(?:from|below|above|over|under|against|versus|vs|than|of|since|relative to)(?: where it (?:is|stands|trades))? ?${articles}(?:here|now|(?:(?:current|present|today's|actual)(?: (?:price|level|value|quote|close))?|price|level)(?: (?:now|today))?)\b`,
  'i',
);
const fromBase = new RegExp(
  String.raw`^\s*(?:or more )?(?:from|below|above|over|under|against|versus|vs|off|of) ${articles}(?:(?:base|purchase|entry|cost|buy(?:ing)?|start(?:ing)?)(?: (?:price|basis|level))?|price|level)?(?: ?(?:of|at|=|:))? ?$`,
  'i',
);
const changeOnDay =
  /\b(?:daily|today|today's|intra-?day|day's|on the day|in a day|one-day|1-day) ?(?:change|move|gain|loss|drop|fall|rise|return|it|price)?\b|\bchanges?\b(?! by)/i;
const drawdownWords = /\bdraw ?downs?\b|\byearhigh\b/i;
const volumeWords = /\b(?:volume|usualvolume|rvol|trading activity|shares traded)\b/i;
const unwatched =
  /\b(?:rsi|relative strength|volatility|market cap\w*|p\/?e|pe ratio|earnings|eps|revenues?|dividends?|yield|beta|macd|bollinger|moving average|(?:50|200)[ -]?day)\b/i;
const extremes = /\b(?:yearhigh|yearlow)\b/;

/**
 * What to wait for in a text such as “TSLA drops below 200 or falls 5% in a day and Apple hits 1.5k”: each with whom it is
 * of, the nearest named before it, or the one named after where none is before.
 */
export function readConditions(wish: string): ReadConditions {
  const text = withPlainMeasures(wish);
  const marks = findMarks(text);
  const subjects: Subject[] = [];
  const found: { subjects: Subject[]; conditions: Condition[] }[] = [];
  const trouble: AlertTrouble[] = [];

  let position = 0;
  let current: Subject[] = [];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    if (!mark || mark.start < position) continue;
    const next = marks[index + 1];
    const after = text.slice(mark.end, next?.start ?? text.length);
    const between = text.slice(position, mark.start);
    const reading = readAt(mark, {
      before: between,
      after,
      next: next?.unit === 'money' ? next : undefined,
      last: found.at(-1)?.conditions.at(-1),
    });
    const named = readSubjects(withoutMeasures(reading.before));
    if (named.length > 0) current = named;
    subjects.push(...named);
    if (reading.trouble) trouble.push(reading.trouble);
    if (named.length === 0 && joinsStates.test(between) && areOpposite(reading, found.at(-1)?.conditions))
      trouble.push('both-at-once');
    found.push({ subjects: current, conditions: reading.conditions });
    position = mark.end + reading.consumed;
  }
  const tail = text.slice(position).replace(/^\s*or\s+\w+/i, '');
  const last = readSubjects(withoutMeasures(tail));
  subjects.push(...last);
  if (marks.length === 0 && extremes.test(text)) trouble.push('new-high-or-low');
  else if (marks.length === 0 && unwatched.test(text)) trouble.push('unwatched-measure');
  else if (marks.length === 0 && volumeWords.test(text)) trouble.push('volume-multiple');

  return {
    alerts: found.flatMap(({ subjects: named, conditions }) =>
      (named.length > 0 ? named : last).flatMap((subject) =>
        conditions.map((condition) => ({ subject, ...condition })),
      ),
    ),
    subjects,
    hasMarks: marks.length > 0,
    trouble: [...new Set(trouble)],
  };
}

/** “… and below 50”: how a price is at the same time, not what it may do another time. */
const joinsStates = new RegExp(
  String.raw`^\W*and\b(?!.*\b(?:when|whenever|if|once|also|${fallsOrRises})\b)`,
  'iu',
);

function areOpposite({ conditions: [condition] }: Reading, before: readonly Condition[] = []): boolean {
  const last = before.at(-1);
  return condition?.kind === 'price' && last?.kind === 'price' && condition.direction !== last.direction;
}

interface Surroundings {
  before: string;
  after: string;
  /** The price that stands next. */
  next: Mark | undefined;
  /** The condition before. */
  last: Condition | undefined;
}

function readAt(mark: Mark, around: Surroundings): Reading {
  const { before, after } = around;
  if (isCross(mark.unit)) return crossAt(mark.unit, before);
  if (volumeWords.test(before) || (mark.unit === 'times' && volumeWords.test(after)))
    return volumeAt(mark, around);
  if (unwatched.test(before)) return nothing(around, 'unwatched-measure');
  if (mark.unit === 'percent') return percentAt(mark, around);
  if (mark.unit === 'times') return nothing(around, 'price');
  if (drawdownWords.test(before)) return percentAt(mark, around);
  return priceAt(mark, around);
}

const crossDirections: Record<CrossName, AlertDirection[]> = {
  goldencross: ['above'],
  deathcross: ['below'],
  averagescross: ['above', 'below'],
};

function isCross(unit: Mark['unit']): unit is CrossName {
  return unit in crossDirections;
}

function crossAt(name: CrossName, before: string): Reading {
  const conditions = crossDirections[name].map((direction) => condition('average-cross', direction, 0));
  return { conditions, before, consumed: 0 };
}

function volumeAt(mark: Mark, { before, after }: Surroundings): Reading {
  const reading = {
    conditions: [],
    before,
    consumed: lengthOf(/^[^,;.]*?\b(?:usual(?:volume)?|average|mean|normal|volume)\b(?: volume)?/i, after),
  };
  if (directionOf(before, after).direction === 'below' || isFall(before))
    return { ...reading, trouble: 'volume-below' };
  const isRatio = /\b(?:volume ratio|relative volume|rvol)\b/i.test(before);
  if (mark.unit === 'times' || (mark.unit === 'money' && isRatio))
    return { ...reading, conditions: [condition('volume-ratio', 'above', mark.value)] };
  if (mark.unit !== 'percent') return { ...reading, trouble: 'volume-multiple' };
  const isMore = /^\s*(?:more|above|over|higher|greater|up)\b/i.test(after) || isRise(before);
  const ratio = (isMore ? 100 + mark.value : mark.value) / 100;
  return { ...reading, conditions: [condition('volume-ratio', 'above', ratio)] };
}

function percentAt(mark: Mark, around: Surroundings): Reading {
  const { before, after, next } = around;
  const { direction, rest } = directionOf(before, after);
  const isDown =
    mark.negative ||
    isFall(before) ||
    /\b(?:down|off|loses?|lost|below|under)\s*(?:by |at least |more than |about )*$/i.test(before);
  const side = isDown ? 'below' : 'above';
  const offHigh = lengthOf(fromHigh, after);
  if (offHigh > 0 || drawdownWords.test(before)) {
    if (direction === 'above' && !/\b(?:draw ?downs?)\b/i.test(before) && offHigh === 0)
      return nothing(around, 'drawdown-above');
    return { conditions: [condition('drawdown', 'below', -mark.value)], before: rest, consumed: offHigh };
  }
  const moves = isEitherWay(before);
  const alertsOf = (kind: AlertKind, basePrice: number | null = null): Condition[] =>
    moves
      ? (['above', 'below'] as const).map((each) => ({
          ...condition(kind, each, each === 'above' ? mark.value : -mark.value),
          basePrice,
        }))
      : [
          {
            ...condition(
              kind,
              // A written sign says where the threshold is; the word before it, from which side it is met.
              mark.negative && direction === 'above' ? 'above' : side,
              isDown ? -mark.value : mark.value,
            ),
            basePrice,
          },
        ];

  const here = lengthOf(fromHere, after);
  if (here > 0) return { conditions: alertsOf('base-percent'), before: rest, consumed: here };
  if (next && fromBase.test(after)) {
    const consumed = after.length + next.end - next.start;
    return { conditions: alertsOf('base-percent', next.value), before: rest, consumed };
  }
  const onDay = lengthOf(day, after);
  if (onDay > 0 || changeOnDay.test(before) || mark.negative)
    return { conditions: alertsOf('change-percent'), before: rest, consumed: onDay };
  const longer = lengthOf(longerSpan, after);
  if (longer > 0) return nothing(around, 'percent-over-longer', longer);
  return nothing(around, 'percent-of-what');
}

function priceAt(mark: Mark, { before, after, last }: Surroundings): Reading {
  if (mark.negative) return { conditions: [], before, consumed: 0, trouble: 'negative-price' };
  const { direction, rest } = directionOf(before, after);
  const told =
    direction ?? (/\b(?:or|and)\s*$/i.test(before) && last?.kind === 'price' ? last.direction : undefined);
  if (told === undefined) return { conditions: [], before: rest, consumed: 0, trouble: 'direction' };
  return { conditions: [condition('price', told, mark.value)], before: rest, consumed: 0 };
}

function condition(kind: AlertKind, direction: Condition['direction'], threshold: number): Condition {
  return { kind, direction, threshold, basePrice: null };
}

function nothing({ before }: Surroundings, trouble: AlertTrouble, consumed = 0): Reading {
  return { conditions: [], before, consumed, trouble };
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

const measureWords =
  /\b(?:yearhigh|yearlow|usualvolume|usual|goldencross|deathcross|averagescross|volume|average|mean|draw ?downs?|ratio|rvol|relative|daily|intra-?day|day's|change|loses?|gains?|swings?|moves?|minus|normal|threshold|by|in|has|have|had|sees?|forms?|makes?|shows?|enters?|base|here|rsi|volatility|session|day)\b/giu;

function withoutMeasures(text: string): string {
  return text.replaceAll(movement, ',').replaceAll(measureWords, ',');
}
