import { dayPattern, isoDay, readDay } from './dates.ts';
import type { CalendarDay } from './dates.ts';
import type { DocumentForm, FiscalPeriod, Quarter } from './document-facts.ts';

const ordinals: Record<string, Quarter> = { first: 1, second: 2, third: 3, fourth: 4 };

const ended = new RegExp(
  `(?:fiscal\\s+year|year|quarterly\\s+period|quarter|period|(?:three|six|nine|twelve|\\d{1,2})\\s+(?:months|weeks))\\s*(?:ended|ending)\\s*:?\\s*(${dayPattern})`,
  'i',
);
const reported = new RegExp(`date\\s+of\\s+(?:earliest\\s+event\\s+)?report[^]{0,80}?(${dayPattern})`, 'i');
const dateline = new RegExp(`(${dayPattern})`, 'i');

/**
 * The period that a document reports on, from its cover and, for how the company numbers its years, from its text.
 * @param cover text of the first pages
 * @param body a longer stretch of the document
 */
export function recognisePeriod(cover: string, body: string, form: DocumentForm): FiscalPeriod | undefined {
  switch (form) {
    case '10-K':
    case '20-F':
    case 'annual-report':
      return yearlyPeriod(cover, body);
    case '10-Q':
      return quarterlyPeriod(cover, body);
    case 'earnings-release':
      return releasePeriod(cover, body);
    case '8-K':
    case '6-K':
      return reportPeriod(cover, body);
    default:
      return mentionedPeriod(cover);
  }
}

function yearlyPeriod(cover: string, body: string): FiscalPeriod | undefined {
  const end = endDay(cover) ?? endDay(body);
  if (!end) return mentionedPeriod(cover);
  return { ...labelledYear(end, body), end: isoDay(end) };
}

function quarterlyPeriod(cover: string, body: string): FiscalPeriod | undefined {
  const end = endDay(cover) ?? endDay(body);
  if (!end) return releasePeriod(cover, body);
  const quarter = quarterOf(body, end);
  if (!quarter) return { year: end.year, end: isoDay(end) };
  const yearEnd = monthsLater(end, (4 - quarter) * 3);
  return { ...labelledYear(yearEnd, body), quarter, end: isoDay(end) };
}

function releasePeriod(cover: string, body: string): FiscalPeriod | undefined {
  const spoken =
    /\b(first|second|third|fourth)[-\s]+quarter(?:\s+and\s+(?:full|fiscal)[-\s]+year)?(?:\s+(?:of\s+)?(?:fiscal\s+)?(?:year\s+)?)(20\d\d)\b/i.exec(
      cover,
    );
  const short = /\bQ([1-4])\s*(?:of\s+)?(?:FY|fiscal)?\s*['’]?(20\d\d|\d\d)\b/i.exec(cover);
  const end = endDay(cover) ?? endDay(body);
  const dated = end ? { end: isoDay(end) } : {};
  if (spoken?.[1] && spoken[2]) {
    const quarter = ordinals[spoken[1].toLowerCase()];
    return { year: Number(spoken[2]), ...(quarter && { quarter }), ...dated };
  }
  if (short?.[1] && short[2])
    return { year: fullYear(short[2]), quarter: Number(short[1]) as Quarter, ...dated };
  const quarter = new RegExp(`\\b(first|second|third|fourth)[-\\s]+quarter`, 'i').exec(cover)?.[1];
  if (quarter && end) {
    const number = ordinals[quarter.toLowerCase()] ?? 4;
    return { ...labelledYear(monthsLater(end, (4 - number) * 3), body), quarter: number, end: isoDay(end) };
  }
  return mentionedPeriod(cover);
}

/** A current report is of its day; one that brings results is of the quarter that they are for. */
function reportPeriod(cover: string, body: string): FiscalPeriod | undefined {
  const day = readDay(reported.exec(cover)?.[1] ?? dateline.exec(cover)?.[1] ?? '');
  const results = /\bresults\s+of\s+operations\s+and\s+financial\s+condition\b/i.test(body.slice(0, 12_000));
  const told = results ? releasePeriod(body.slice(0, 24_000), body) : undefined;
  if (!day) return told;
  const quarter = Math.ceil(day.month / 3) as Quarter;
  return { ...(told ?? { year: day.year, quarter }), end: isoDay(day) };
}

function mentionedPeriod(cover: string): FiscalPeriod | undefined {
  const counts = yearCounts(cover.slice(0, 4_000), /\b(20[0-4]\d)\b/g);
  const [top] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  return top && { year: top[0] };
}

function endDay(text: string): CalendarDay | undefined {
  return readDay(ended.exec(text)?.[1] ?? '');
}

/**
 * The number of the year that ends on a day. A year that ends in the first weeks of January is the year before's; one
 * that ends by early March is named after either, as the document itself does.
 */
function labelledYear(end: CalendarDay, body: string): { year: number; alternativeYear?: number } {
  if (end.month === 1 && end.day <= 10) return { year: end.year - 1 };
  if (end.month > 3 || (end.month === 3 && end.day > 10)) return { year: end.year };
  const said = saidLabel(end, body);
  if (said !== undefined) return { year: said, alternativeYear: said === end.year ? end.year - 1 : end.year };
  const counts = yearCounts(body, /\bfiscal\s+(?:years?\s+)?(20\d\d)\b/gi);
  const own = counts.get(end.year) ?? 0;
  const before = counts.get(end.year - 1) ?? 0;
  // Next year is mentioned too, as an outlook, but not half as often as the year reported on.
  return own < before / 2
    ? { year: end.year - 1, alternativeYear: end.year }
    : { year: end.year, alternativeYear: end.year - 1 };
}

/** What the document itself calls the year: `fiscal 2019 … ended February 2, 2019`, or `(“fiscal 2019”)` after its day. */
function saidLabel(end: CalendarDay, body: string): number | undefined {
  const votes = new Map<number, number>();
  const label = 'fiscal\\s+(?:years?\\s+)?(20\\d\\d)';
  const before = new RegExp(
    `${label}\\b[^.;\\d]{0,60}?\\bend(?:ed|s|ing)?\\b[^.;\\d]{0,30}?(${dayPattern})`,
    'gi',
  );
  const after = new RegExp(
    `end(?:ed|s|ing)\\s+(?:on\\s+)?(${dayPattern})[^.;\\d]{0,12}\\(?\\W{0,3}${label}`,
    'gi',
  );
  const vote = (year: string | undefined, day: string | undefined) => {
    if (year && day && sameDay(readDay(day), end))
      votes.set(Number(year), (votes.get(Number(year)) ?? 0) + 1);
  };
  for (const [, year, day] of body.matchAll(before)) vote(year, day);
  for (const [, day, year] of body.matchAll(after)) vote(year, day);
  return [...votes]
    .filter(([year]) => year === end.year || year === end.year - 1)
    .toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function sameDay(a: CalendarDay | undefined, b: CalendarDay): boolean {
  return a?.year === b.year && a.month === b.month && a.day === b.day;
}

/** Which quarter ended on a day: by the months that the statements cover, else by what the text calls it. */
function quarterOf(body: string, end: CalendarDay): Quarter | undefined {
  const start = body.slice(0, 60_000);
  const spoken = new Map<Quarter, number>();
  for (const [, ordinal] of start.matchAll(/\b(first|second|third)[-\s]+quarter\b/gi)) {
    const quarter = ordinals[ordinal?.toLowerCase() ?? ''];
    if (quarter) spoken.set(quarter, (spoken.get(quarter) ?? 0) + 1);
  }
  const nine =
    start.match(/\b(?:nine[-\s]+months?|(?:39|40|thirty-nine|forty|36)[-\s]+weeks?|three\s+quarters)\b/gi)
      ?.length ?? 0;
  const six = start.match(/\b(?:six[-\s]+months?|(?:26|27|twenty-six|24)[-\s]+weeks?)\b/gi)?.length ?? 0;
  if (nine > 2 && nine >= six) return 3;
  if (six > 2) return 2;
  const [most] = [...spoken].toSorted((a, b) => b[1] - a[1]);
  if (most) return most[0];
  return end.month % 3 === 0 && end.month < 12 ? ((end.month / 3) as Quarter) : 1;
}

function monthsLater({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const index = month - 1 + count;
  return { year: year + Math.floor(index / 12), month: (index % 12) + 1, day };
}

function yearCounts(text: string, pattern: RegExp): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [, year] of text.matchAll(pattern))
    counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1);
  return counts;
}

/** `23` as `2023`. */
export function fullYear(digits: string): number {
  return digits.length === 2 ? 2_000 + Number(digits) : Number(digits);
}
