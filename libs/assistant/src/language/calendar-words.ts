import { addDays, monthSpan, weekday, type DaySpan } from '@marketscope/domain';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const month = String.raw`(?:${monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\.?`;
const dayOfMonth = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const year = String.raw`(?:19|20)\d{2}`;

/** Sources of patterns of a day or a month by its name, the longer ones first. */
const namedDates = [
  String.raw`${year}-\d{2}-\d{2}`,
  String.raw`${month} ${dayOfMonth},? ${year}`,
  String.raw`${dayOfMonth} (?:of )?${month},? ${year}`,
  String.raw`${month},? ${year}`,
  String.raw`${month} ${dayOfMonth}(?!\d)`,
  String.raw`${dayOfMonth} (?:of )?${month}`,
  month,
];

/** Source of a pattern of a day, month or year as people write them, without groups. */
export const datePattern = [...namedDates, year, 'yesterday', ...weekdayNames].join('|');

/** Source of a pattern of a day or month to come, without groups. */
export const comingDatePattern = [
  ...namedDates,
  ...['today', 'tonight', 'tomorrow'],
  ...weekdayNames,
  ...['week', 'month', 'year'],
].join('|');

/**
 * Reads a date that {@link comingDatePattern} matched. One without its year, or a weekday, is the next that begins.
 * @param today `YYYY-MM-DD`
 * @returns undefined for a day that no calendar has, such as 31 April
 */
export function readComingDate(text: string, today: string): DaySpan | undefined {
  const words = text.toLowerCase();
  if (/^to(?:day|night)$/.test(words)) return oneDay(today);
  if (words === 'tomorrow') return oneDay(addDays(today, 1));
  if (words === 'week') return oneDay(addDays(today, 7));
  const [thisYear = 0, thisMonth = 1] = today.split('-').map(Number);
  if (words === 'month') return monthSpan(thisYear, thisMonth + 1);
  if (words === 'year') return yearSpan(thisYear + 1);
  const weekdayNumber = weekdayNames.indexOf(words);
  if (weekdayNumber >= 0) return oneDay(addDays(today, (weekdayNumber - weekday(today) + 7) % 7 || 7));
  if (new RegExp(String.raw`\b${year}\b`).test(words)) return readDate(text, today);
  // Read as of the end of next year, it is the one of that year; the one before may be still to come.
  const next = readDate(text, `${thisYear + 1}-12-31`);
  const sooner = readDate(text, `${thisYear}-12-31`);
  return sooner && sooner.first >= today ? sooner : next;
}

/**
 * Reads a date that {@link datePattern} matched. One without its year, or a weekday, is the latest that has begun.
 * @param today `YYYY-MM-DD`
 * @returns undefined for a day that no calendar has, such as 31 April
 */
export function readDate(text: string, today: string): DaySpan | undefined {
  const words = text.toLowerCase().replaceAll(/[.,]/g, ' ');
  const isoDay = /^\d{4}-\d{2}-\d{2}$/.exec(text.trim())?.[0];
  if (isoDay !== undefined) return isCalendarDay(isoDay) ? { first: isoDay, last: isoDay } : undefined;
  if (words.includes('yesterday')) return oneDay(addDays(today, -1));
  const weekdayNumber = weekdayNames.findIndex((name) => words.includes(name));
  if (weekdayNumber >= 0) return oneDay(addDays(today, -((weekday(today) - weekdayNumber + 7) % 7 || 7)));

  const namedYear = new RegExp(String.raw`\b${year}\b`).exec(words)?.[0];
  const monthNumber =
    monthNames.findIndex((name) => new RegExp(String.raw`\b${name.slice(0, 3)}`).test(words)) + 1;
  if (monthNumber === 0) return namedYear === undefined ? undefined : yearSpan(Number(namedYear));

  const dayText = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(words)?.[1];
  const inYear = (given: number): DaySpan | undefined => {
    if (dayText === undefined) return monthSpan(given, monthNumber);
    const day = `${given}-${twoDigits(monthNumber)}-${twoDigits(Number(dayText))}`;
    return isCalendarDay(day) ? oneDay(day) : undefined;
  };
  if (namedYear !== undefined) return inYear(Number(namedYear));
  const thisYear = Number(today.slice(0, 4));
  const span = inYear(thisYear);
  return span && span.first > today ? inYear(thisYear - 1) : span;
}

export function yearSpan(yearNumber: number): DaySpan {
  return { first: `${yearNumber}-01-01`, last: `${yearNumber}-12-31` };
}

function oneDay(date: string): DaySpan {
  return { first: date, last: date };
}

function isCalendarDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
