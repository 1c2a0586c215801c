/** Calendar days as text, `YYYY-MM-DD`, which sorts by time and knows no time zone. */

/** First and last day of a span. */
export interface DaySpan {
  first: string;
  last: string;
}

/** The day of a year, a month counted from 1, and a day of it; what lies outside is carried over, as month 13 is. */
export function calendarDay(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}

/** Day of the week of a calendar day, Sunday being 0. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The calendar day that many days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** First and last day of a month; month 0 is the last of the year before. */
export function monthSpan(year: number, month: number): DaySpan {
  return { first: calendarDay(year, month, 1), last: calendarDay(year, month + 1, 0) };
}

/** The same day that many months before, or the last of that month where it has no such day. */
export function monthsBefore(date: string, count: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const { first, last } = monthSpan(year, month - count);
  return addDays(first, Math.min(dayOfMonth, Number(last.slice(8))) - 1);
}
