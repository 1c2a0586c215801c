import { addDays, isSession, monthsBefore, monthSpan, sessionBefore, weekday } from '@marketscope/domain';
import { datePattern, readDate, yearSpan } from './calendar-words.ts';
import { numberWordPattern, readNumber } from './number-words.ts';

/** A span of time that a question is about. */
export interface Period {
  /** As an answer names it, e.g. `this year`. */
  label: string;
  /** Day whose close it is measured from: for a calendar period, the day before it begins. */
  from: string;
  /** Whether the close of `from` is one of the period's own: “since 3 March”, “from 3 March to 5 April”. */
  holdsStart?: true;
  /** Last day; open when the period lasts until now. */
  to?: string;
}

const unit = 'trading days?|sessions?|days?|weeks?|months?|quarters?|years?|yrs?|mo|wks?|[dwmy]';
/** `3 months`, `three months`, `3-month`, `3mo`. */
const countAndUnit = String.raw`(?<count>\d{1,3}|${numberWordPattern})[ -]?(?<unit>${unit})`;

type Reader = (match: RegExpExecArray, today: string) => Period | undefined;

/** Phrases by what they mean, the more telling ones first. */
const phrases: { pattern: RegExp; read: Reader }[] = [
  {
    pattern: phrase(
      String.raw`(?:from|between) (?<from>${datePattern}) (?:to|until|till|and|through) (?<to>${datePattern}|now|today)`,
    ),
    read: ({ groups = {} }, today) => {
      const from = readDate(groups['from'] ?? '', today);
      const to = readDate(groups['to'] ?? '', today);
      if (!from) return undefined;
      const label = `from ${groups['from']} to ${groups['to']}`;
      return { label, from: from.first, holdsStart: true, ...(to && { to: to.last }) };
    },
  },
  {
    pattern: phrase(
      String.raw`since (?:the (?:start|beginning) of )?(?:the |this )(?<unit>week|month|quarter|year)`,
    ),
    read: ({ groups = {} }, today) => current(groups['unit'] ?? '', today),
  },
  {
    pattern: phrase(String.raw`since last (?<unit>week|month|quarter|year)`),
    read: ({ groups = {} }, today) => {
      const before = previous(groups['unit'] ?? '', today);
      return { label: `since last ${groups['unit']}`, from: before.from };
    },
  },
  {
    pattern: phrase(String.raw`since (?<date>${datePattern})`),
    read: ({ groups = {} }, today) => {
      const date = readDate(groups['date'] ?? '', today);
      if (!date) return undefined;
      const label = `since ${groups['date']}`;
      return date.first === date.last
        ? { label, from: date.first, holdsStart: true }
        : { label, from: addDays(date.first, -1) };
    },
  },
  { pattern: phrase('year to date|year-to-date|ytd'), read: (_, today) => current('year', today) },
  { pattern: phrase('month to date|month-to-date|mtd'), read: (_, today) => current('month', today) },
  {
    pattern: phrase('(?:so far )?this (?<unit>week|month|quarter|year)(?: so far)?'),
    read: ({ groups = {} }, today) => current(groups['unit'] ?? '', today),
  },
  {
    pattern: phrase(
      String.raw`(?:(?:over|in|for|during|within) )?(?:the )?(?:last|past|previous|trailing|recent) ${countAndUnit}`,
    ),
    read: rolling,
  },
  {
    pattern: phrase(
      '(?:(?:over|in|for|during|within) )?the (?:last|past) (?<unit>day|week|month|quarter|year)',
    ),
    read: rolling,
  },
  { pattern: phrase('(?:over )?(?:the )?past (?<unit>week|month|quarter|year)'), read: rolling },
  {
    pattern: phrase('(?:in )?(?:last|previous) (?<unit>week|month|quarter|year)'),
    read: ({ groups = {} }, today) => previous(groups['unit'] ?? '', today),
  },
  {
    pattern: phrase(String.raw`(?:(?:over|in|for|during) )?${countAndUnit}`),
    read: rolling,
  },
  {
    pattern: phrase(String.raw`(?:in|during|for|throughout) (?<date>${datePattern})`),
    read: ({ groups = {} }, today) => {
      const date = readDate(groups['date'] ?? '', today);
      if (!date || date.first === date.last) return undefined;
      return {
        label: `in ${groups['date']}`,
        from: addDays(date.first, -1),
        ...(date.last < today && { to: date.last }),
      };
    },
  },
  {
    pattern: phrase(String.raw`on (?:the )?(?<date>${datePattern})|(?<yesterday>yesterday)`),
    read: ({ groups = {} }, today) => {
      const date = readDate(groups['date'] ?? 'yesterday', today);
      if (!date || date.first !== date.last) return undefined;
      return {
        label: groups['date'] === undefined ? 'yesterday' : `on ${groups['date']}`,
        ...oneSession(date.last),
      };
    },
  },
  {
    pattern: phrase('lately|recently'),
    read: (_, today) => ({ label: 'the past month', from: monthsBefore(today, 1) }),
  },
];

/**
 * The period that a text names, and the text without its words. A phrase that names no real span is left alone.
 * @param today the market's day, `YYYY-MM-DD`
 */
export function readPeriod(text: string, today: string): { period: Period | undefined; rest: string } {
  for (const { pattern, read } of phrases) {
    const match = pattern.exec(text);
    const period = match && read(match, today);
    if (match && period) {
      const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
      return { period, rest: rest.replaceAll(/\s+/g, ' ').trim() };
    }
  }
  return { period: undefined, rest: text };
}

function phrase(source: string): RegExp {
  return new RegExp(String.raw`(?<![\w$-])(?:${source})(?![\w-])`, 'iu');
}

function current(unitName: string, today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const label = `this ${unitName}`;
  const starts: Record<string, string> = {
    week: addDays(today, -((weekday(today) + 6) % 7)),
    month: monthSpan(year, month).first,
    quarter: monthSpan(year, month - ((month - 1) % 3)).first,
  };
  return { label, from: addDays(starts[unitName] ?? yearSpan(year).first, -1) };
}

function previous(unitName: string, today: string): Period {
  const end = current(unitName, today).from;
  return { label: `last ${unitName}`, from: current(unitName, end).from, to: end };
}

/** The session of a day, or the last one before it, measured from the close before. */
function oneSession(date: string): { from: string; to: string } {
  const session = isSession(date) ? date : sessionBefore(date).date;
  return { from: sessionBefore(session).date, to: session };
}

function rolling({ groups = {} }: RegExpExecArray, today: string): Period | undefined {
  const countText = (groups['count'] ?? 'one').toLowerCase();
  const n = readNumber(countText);
  const unitName = unitNameOf(groups['unit'] ?? '');
  if (n < 1) return undefined;
  const label = n === 1 ? `the past ${unitName}` : `the past ${n} ${unitName}s`;
  if (unitName === 'day') return { label, from: addDays(today, -n) };
  if (unitName === 'trading day') return { label, from: addDays(today, -Math.ceil((n * 7) / 5)) };
  if (unitName === 'week') return { label, from: addDays(today, -7 * n) };
  const months = { month: 1, quarter: 3, year: 12 }[unitName];
  return { label, from: monthsBefore(today, n * months) };
}

function unitNameOf(written: string): 'day' | 'trading day' | 'week' | 'month' | 'quarter' | 'year' {
  const word = written.toLowerCase();
  if (/^(trading|session)/.test(word)) return 'trading day';
  if (word.startsWith('d')) return 'day';
  if (word.startsWith('w')) return 'week';
  if (word.startsWith('q')) return 'quarter';
  return word.startsWith('y') ? 'year' : 'month';
}
