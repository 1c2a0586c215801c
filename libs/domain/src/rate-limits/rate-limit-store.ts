import type { RequestBooking } from './request-bookings.ts';

/** The bookings of a limit as they were at one moment; each replacement has a version of its own. */
export interface BookedRequests {
  /** Undefined before the first booking. */
  version: string | undefined;
  bookings: readonly RequestBooking[];
}

/** Limits that all processes share. */
export interface RateLimitStore {
  /** What is booked under a limit's name at this moment. */
  booked(key: string): Promise<BookedRequests>;
  /**
   * Puts `next` in the place of what was seen, if that is still what is stored; tells whether it was.
   * @param options.expiresAt when nothing of it counts any more
   */
  replaceBooked(
    key: string,
    seen: BookedRequests,
    next: { version: string; bookings: readonly RequestBooking[]; expiresAt: Date },
  ): Promise<boolean>;
}
