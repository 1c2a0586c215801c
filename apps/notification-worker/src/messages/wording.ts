import type { PriceSource } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';

const newYork = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const universal = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});
const calendarDay = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
});
const shortDay = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  month: 'short',
  day: 'numeric',
});
const percentage = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** A change of a price with its sign, e.g. `+$1.25`. */
export function changeWords(symbol: string, change: number, currency: string): string {
  return `${change > 0 ? '+' : ''}${priceWords(symbol, change, currency)}`.replace('-', '−');
}

/** A change in percent with its sign, e.g. `+1.25%`. */
export function percent(change: number): string {
  return percentage.format(change / 100).replace('-', '−');
}

/** An instant in words, e.g. `Friday, November 20, 2026 at 4:00 PM New York time`. */
export function newYorkWords(instant: string): string {
  return `${newYork.format(new Date(instant))} New York time`.replaceAll('\u202f', ' ');
}

/** An instant in words as operators' logs have it, e.g. `Friday, November 20, 2026 at 21:02 UTC`. */
export function universalWords(instant: string): string {
  return `${universal.format(new Date(instant))} UTC`;
}

/** A session's day in words, e.g. `Friday, November 20, 2026`. */
export function dayWords(sessionDate: string): string {
  return calendarDay.format(new Date(`${sessionDate}T00:00:00Z`));
}

/** The day of an instant in New York, e.g. `Nov 20`. */
export function shortDayWords(instant: string): string {
  return shortDay.format(new Date(instant));
}

/** What to say above prices of these sources when not all of them are a live market's; null when they are. */
export function caution(sources: Iterable<PriceSource>): string | null {
  const all = new Set(sources);
  if (all.has('replay') && all.has('synthetic'))
    return 'Replay: some of these prices were recorded on that day, others are generated. None is today’s market.';
  if (all.has('replay')) return 'Replay: recorded prices of that day, not today’s market.';
  if (all.has('synthetic')) return 'Generated prices, not a real market’s.';
  return null;
}
