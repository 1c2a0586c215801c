import type { BookedRequests, RateLimitStore } from '@marketscope/domain';

/** Shared limits in memory. */
export function createFakeRateLimitStore(): RateLimitStore {
  const limits = new Map<string, BookedRequests>();
  const stored = (key: string): BookedRequests => limits.get(key) ?? { version: undefined, bookings: [] };
  return {
    async booked(key) {
      return stored(key);
    },
    async replaceBooked(key, seen, { version, bookings }) {
      if (stored(key).version !== seen.version) return false;
      limits.set(key, { version, bookings });
      return true;
    },
  };
}
