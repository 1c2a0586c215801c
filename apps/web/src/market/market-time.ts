/** Times of prices are told as the exchange's own: New York's. */
const exchangeZone = 'America/New_York';

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: exchangeZone,
});
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: exchangeZone,
});
const calendarFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
/** Sweden writes days as ISO 8601 does. */
const localDayFormat = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' });
const localFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The exchange's day at an instant, e.g. `1 June 2009`. */
export function marketDay(instant: string): string {
  return dayFormat.format(new Date(instant));
}

/** The exchange's time at an instant, e.g. `1 Jun 2009, 16:00 ET`. */
export function marketMoment(instant: string): string {
  return `${momentFormat.format(new Date(instant))} ET`;
}

/** A session's date, e.g. `1 Jun 2009` for `2009-06-01`. */
export function sessionDay(date: string): string {
  return calendarFormat.format(new Date(`${date}T00:00:00Z`));
}

/** An instant on the reader's own clock, for what happens to them and not to the market. */
export function localMoment(instant: string): string {
  return localFormat.format(new Date(instant));
}

/** The day of an instant on the reader's own calendar, `YYYY-MM-DD`. */
export function localDay(instant: Date): string {
  return localDayFormat.format(instant);
}
