import type { RequestRule } from '@marketscope/domain';

/** How long a process may take to use what it booked: a write to the store and a full event loop are well within it. */
const USABLE_MS = 1000;

/** What a call's way to the server, a new connection included, and the difference between two clocks take together. */
const ALLOWANCE_MS = 2000;

/**
 * The rule of a server that allows so many requests in any minute. A booking counts for 63 s, so that of the limit 95 % can
 * be used.
 */
export function requestsPerMinute(limit: number): RequestRule {
  return { limit, windowMs: 60_000, usableMs: USABLE_MS, allowanceMs: ALLOWANCE_MS };
}
