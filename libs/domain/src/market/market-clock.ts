/**
 * The market's time: the wall clock's in live data, the recorded day's in replay. Sessions, staleness, "today" and
 * previews follow it; tokens, TTLs and leases follow the wall clock.
 */
export interface MarketClock {
  now(): Promise<Date>;
}

/** The market's time is the wall clock's. */
export const liveMarketClock: MarketClock = { now: async () => new Date() };
