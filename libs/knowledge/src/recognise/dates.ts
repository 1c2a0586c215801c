const months = [
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
const monthName = months.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');

/** A calendar day in words, American or British: its source for use inside larger patterns. */
export const dayPattern = `(?:(?:${monthName})\\.?\\s+\\d{1,2}\\s*,?\\s*\\d{4}|\\d{1,2}\\s+(?:${monthName})\\.?,?\\s+\\d{4})`;

export interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** Reads a day such as `January 28, 2023` or `28 January 2023`. */
export function readDay(text: string): CalendarDay | undefined {
  const name = new RegExp(monthName, 'i').exec(text)?.[0].slice(0, 3).toLowerCase();
  const year = /\b(\d{4})\s*$/.exec(text.trim())?.[1];
  const day = /\b(\d{1,2})\b/.exec(text)?.[1];
  const month = months.findIndex((candidate) => candidate.slice(0, 3) === name) + 1;
  return month && year && day ? { year: Number(year), month, day: Number(day) } : undefined;
}

/** `YYYY-MM-DD`. */
export function isoDay({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Reads a month such as `August 2023`. */
export function readMonth(text: string): Omit<CalendarDay, 'day'> | undefined {
  const match = new RegExp(`\\b(${monthName})\\.?,?\\s+(?:of\\s+)?(\\d{4})\\b`, 'i').exec(text);
  const name = match?.[1]?.slice(0, 3).toLowerCase();
  const month = months.findIndex((candidate) => candidate.slice(0, 3) === name) + 1;
  return month && match?.[2] ? { month, year: Number(match[2]) } : undefined;
}
