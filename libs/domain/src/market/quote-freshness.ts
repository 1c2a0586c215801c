import { isStale, latestSession, marketState } from './market-calendar.ts';
import type { Market } from './market-of-source.ts';

/** While the market is open, or the session's last price has not come yet, a price is asked for again after a minute. */
const LIVE_FRESH_MS = 60_000;

/**
 * Whether a stored quote still answers what is asked now, so that no provider need be.
 * Live: for a minute; and when the session's close is known, until the market opens again.
 * Recorded: while the market stands at the quote's session.
 */
export function isFresh(
  quote: { asOf: string; fetchedAt: string },
  { market, now }: { market: Market; now: Date },
): boolean {
  if (market === 'recorded') {
    const { opensAt } = latestSession(now);
    const asOf = new Date(quote.asOf);
    return asOf >= opensAt && asOf <= now;
  }
  if (!marketState(now).open && !isStale(quote.asOf, now)) return true;
  return now.getTime() - Date.parse(quote.fetchedAt) < LIVE_FRESH_MS;
}
