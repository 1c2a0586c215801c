/** What the clocks of New York showed at an instant. */
export interface NewYorkTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** Minutes since local midnight by the wall clock. */
  minutes: number;
}

/** Swedes write `2026-11-20 16:30:00`: a time that can be read back, for a third of what its single parts cost. */
const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const HOUR_MS = 3_600_000;

/** Hours whose offsets are kept: those of a year. */
const MOST_OFFSETS = 366 * 24;

/** What New York's clocks are ahead of UTC by in each hour that was asked for: they change on the hour. */
const offsets = new Map<number, number>();

/** Reads New York's clocks at an instant, daylight saving time included. */
export function newYorkTime(instant: Date): NewYorkTime {
  const local = new Date(instant.getTime() + offsetAt(instant));
  return {
    date: local.toISOString().slice(0, 10),
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/**
 * The instant at which New York's clocks show a time of a day. Unambiguous for all but the hours around 2 a.m. on the two
 * days a year when the clocks change.
 */
export function newYorkInstant(date: string, minutes: number): Date {
  const local = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // The zone's offset is asked for near the instant that is sought, and then once more at it.
  const near = local - offsetAt(new Date(local));
  return new Date(local - offsetAt(new Date(near)));
}

/** Milliseconds that New York's clocks are ahead of UTC: negative. */
function offsetAt(instant: Date): number {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const start = new Date(hour * HOUR_MS);
  const offset = localClock(start).getTime() - start.getTime();
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}

/** The local clock's reading as though it were UTC. */
function localClock(instant: Date): Date {
  return new Date(`${format.format(instant).replace(' ', 'T')}Z`);
}
