import { addDays, monthSpan, monthsBefore, weekday } from '@marketscope/domain';
import { comingDatePattern, readComingDate, yearSpan } from './calendar-words.ts';
import type { AlertTerms } from './intent.ts';
import { numberWordPattern, readNumber } from './number-words.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const unitMinutes: Record<string, number> = {
  minute: 1,
  min: 1,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};
const count = String.raw`(?<count>\d{1,4}|an?|${numberWordPattern})`;
const unit = String.raw`(?<unit>minutes?|mins?|hours?|days?|weeks?|months?)`;

const note = /[,;.]?\s*\b(?:with (?:the |a )?)?note:?\s+["']?(?<note>[^"']+?)["']?\s*$/i;
const onceOnly = words(String.raw`(?:just|only) once|once only|one[- ]time|once and (?:for all|done)`);
const atMost = String.raw`(?:at (?:the )?most|at maximum|max(?:imum)?|tops)`;

/** How often an alert repeats, the more telling phrases first. */
const repetitions: { pattern: RegExp; minutes: (groups: Record<string, string>) => number | null }[] = [
  {
    pattern: words(
      String.raw`(?:with )?(?:a |an )?cool[- ]?down (?:time |period )?(?:of |is |= ?|: ?)?${count} ${unit}`,
    ),
    minutes: minutesOf,
  },
  {
    pattern: words(
      String.raw`(?:but |and )?(?:not|no) more (?:often )?than (?:once |one time )?(?:per |every |each |in )?(?:${count} )?${unit}`,
    ),
    minutes: minutesOf,
  },
  {
    pattern: words(
      String.raw`(?:but |and )?(?:${atMost} |up to )?(?:once|one time) (?:per |every |each |in )?(?:${count} )?${unit}(?: ${atMost})?`,
    ),
    minutes: minutesOf,
  },
  {
    pattern: words(String.raw`(?:${atMost} )?every (?:${count} )?${unit}(?: ${atMost})?`),
    minutes: minutesOf,
  },
  {
    pattern: words(
      String.raw`(?<unit>hour|dai|week|month)ly at (?:the )?most|at most (?<other>hour|dai|week|month)ly`,
    ),
    minutes: ({ unit: first, other = '' }) => unitMinutes[(first ?? other).replace('dai', 'day')] ?? null,
  },
];
const repeating = words(
  'every ?time|each time|any ?time|every day|each day|repeatedly|repeating|recurring|again and again|over and over|always|not (?:just|only) once|more than once|and repeat(?: it)?|repeat(?: it)?',
);

/**
 * What a wish for an alert says of how often and until when, and the wish without it.
 * @param calendarToday the calendar's day, `YYYY-MM-DD`
 */
export function readAlertTerms(
  wish: string,
  calendarToday: string,
): {
  terms: AlertTerms;
  /** Whether it says both each time and only once. */
  contradicts: boolean;
  rest: string;
} {
  const noted = note.exec(wish)?.groups?.['note'] ?? null;
  let rest = wish.replace(note, '');
  let cooldownMinutes: number | null = null;
  let repeat = false;
  for (const { pattern, minutes } of repetitions) {
    const match = pattern.exec(rest);
    if (!match || repeat) continue;
    repeat = true;
    cooldownMinutes = minutes(match.groups ?? {});
    rest = without(rest, match);
  }
  const isOnce = onceOnly.test(rest);
  rest = rest.replace(onceOnly, ' ');
  const saysEachTime = repeat || repeating.test(rest);
  // “Whenever” opens the condition as well, and stays.
  repeat = !isOnce && (saysEachTime || /\bwhenever\b/i.test(rest));
  rest = rest.replace(repeating, ' ');
  const ended = readEnd(rest, calendarToday);
  return {
    contradicts: isOnce && saysEachTime,
    terms: { repeat, cooldownMinutes, expiresOn: ended.expiresOn, note: noted },
    rest: ended.rest.replaceAll(/\s+/g, ' ').trim(),
  };
}

/** Whether a clause says nothing but how often or until when. */
export function isAlertTerms(clause: string, calendarToday: string): boolean {
  const { terms, rest } = readAlertTerms(clause, calendarToday);
  const says = terms.repeat || terms.expiresOn !== null || terms.note !== null;
  return (
    says &&
    /^(?:(?:but|and|please|only|ok|okay|then|do so|it|that|tell me|alert me)\b|[\s,.!?])*$/i.test(rest)
  );
}

const ends: {
  pattern: RegExp;
  last: (groups: Record<string, string>, today: string) => string | undefined;
}[] = [
  {
    pattern: words(
      String.raw`(?:(?:until|till|through|by|before) )?(?:the )?end of (?:the |this )?(?<span>day|week|month|quarter|year)|(?<!(?:%|percent) )(?:for )?(?:the rest of )?(?<this>this (?:week|month|quarter|year))(?: only)?`,
    ),
    last: ({ span, this: current = '' }, today) => endOfSpan(span ?? current.replace('this ', ''), today),
  },
  {
    pattern: words(
      String.raw`(?:until|till|up to|through|to) (?:the )?end of (?<date>${comingDatePattern}|(?:19|20)\d{2})`,
    ),
    last: ({ date = '' }, today) =>
      /^\d{4}$/.test(date) ? yearSpan(Number(date)).last : readComingDate(date, today)?.last,
  },
  {
    pattern: words(
      String.raw`(?:valid |good |active )?(?:until|till|through|by|expir(?:es|ing)(?: on)?|ends?(?: on)?) (?:next |this |the )?(?<date>${comingDatePattern})`,
    ),
    last: ({ date = '' }, today) => readComingDate(date, today)?.first,
  },
  {
    pattern: words(String.raw`before (?:next |this |the )?(?<date>${comingDatePattern})`),
    last({ date = '' }, today) {
      const first = readComingDate(date, today)?.first;
      return first === undefined ? undefined : addDays(first, -1);
    },
  },
  {
    pattern: words(
      String.raw`(?:for|during|within|over|in) (?:the )?(?:next |coming )${count} (?<unit>days?|weeks?|months?|years?)|for ${count.replace('count', 'other')} (?<unit2>days?|weeks?|months?|years?)|for (?:the )?next (?<unit3>week|month|year)`,
    ),
    last: ({ count: first, other, unit: a, unit2: b, unit3: c }, today) =>
      later(numberOf(first ?? other ?? '1'), a ?? b ?? c ?? '', today),
  },
];

function readEnd(text: string, today: string): { expiresOn: string | null; rest: string } {
  for (const { pattern, last } of ends) {
    const match = pattern.exec(text);
    const expiresOn = match && last(match.groups ?? {}, today);
    if (match && expiresOn) return { expiresOn, rest: without(text, match) };
  }
  return { expiresOn: null, rest: text };
}

function endOfSpan(span: string, today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  if (span === 'day') return today;
  // A week ends on its Sunday.
  if (span === 'week') return addDays(today, (7 - weekday(today)) % 7);
  if (span === 'month') return monthSpan(year, month).last;
  if (span === 'quarter') return monthSpan(year, month + 2 - ((month - 1) % 3)).last;
  return yearSpan(year).last;
}

function later(number: number, unitName: string, today: string): string {
  if (unitName.startsWith('day')) return addDays(today, number);
  if (unitName.startsWith('week')) return addDays(today, 7 * number);
  return monthsBefore(today, -(unitName.startsWith('year') ? 12 * number : number));
}

function minutesOf({ count: many = '1', unit: each = '' }: Record<string, string>): number | null {
  const minutes = unitMinutes[each.toLowerCase().replace(/s$/, '')];
  return minutes === undefined ? null : numberOf(many) * minutes;
}

function numberOf(text: string): number {
  return /^an?$/i.test(text) ? 1 : readNumber(text);
}

function without(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
}

function words(source: string): RegExp {
  return new RegExp(String.raw`(?<![\w-])(?:${source})(?![\w-])`, 'iu');
}
