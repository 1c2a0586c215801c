/** Calls that one process booked of a shared limit. Times are milliseconds since 1970 by the wall clock. */
export interface RequestBooking {
  id: string;
  calls: number;
  /** When the first of them may be made. */
  from: number;
  /** By when the server has seen the last of them. */
  until: number;
}

/** A limit as the server counts it, and how exactly those who keep it know when it sees their calls. */
export interface RequestRule {
  /** Calls in any span of `windowMs`. */
  limit: number;
  windowMs: number;
  /** How long after its time has come a booking may be used. */
  usableMs: number;
  /** What a call's way to the server and the difference between two clocks take, at the most. */
  allowanceMs: number;
}

/** Bookings that still count at an instant: a span that holds it may hold calls of theirs. */
export function countingAt(
  bookings: readonly RequestBooking[],
  instant: number,
  { windowMs }: Pick<RequestRule, 'windowMs'>,
): RequestBooking[] {
  return bookings.filter(({ until }) => until + windowMs > instant);
}

/**
 * The earliest booking, not before `now` nor before any that was made already, which keeps the limit in every span of the
 * window, wherever within its time each booked call is made. Of the bookings that share a span with it, all count; so the
 * last made of those in any span was counted with all the others.
 * @param wanted.least calls that the booking must hold
 * @param wanted.most calls that it holds where there is room for them
 * @throws RangeError when more calls are wanted than the limit ever allows
 */
export function earliestBooking(
  bookings: readonly RequestBooking[],
  { id, least, most, now }: { id: string; least: number; most: number; now: number },
  rule: RequestRule,
): RequestBooking {
  if (least > rule.limit) throw new RangeError(`${least} calls at once are over the limit of ${rule.limit}`);
  let from = Math.max(now, ...bookings.map((booking) => booking.from));
  const counting = countingAt(bookings, from, rule).toSorted((one, other) => one.until - other.until);
  let free = rule.limit - counting.reduce((sum, booking) => sum + booking.calls, 0);
  for (const booking of counting) {
    if (free >= least) break;
    free += booking.calls;
    from = Math.max(from, booking.until + rule.windowMs);
  }
  return { id, calls: Math.min(most, free), from, until: from + rule.usableMs + rule.allowanceMs };
}
