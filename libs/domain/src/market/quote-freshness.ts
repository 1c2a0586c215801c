import { isStale, lastEndedSession, latestSession, marketState } from './market-calendar.ts';
import type { Market } from './market-of-source.ts';

/** While the market is open a price is asked for again after this time. */
const LIVE_FRESH_MS = 15_000;

/** How long after the close its price may take to come; until then it is asked for as in the session. */
const CLOSE_COMES_WITHIN_MS = 30 * 60_000;

/** When the close has not come by then, the last trade was earlier, or providers are behind. */
const OVERDUE_FRESH_MS = 15 * 60_000;

/** A price is given while a newer one is being asked for until it is that many times as old as a fresh one may be. */
const AGEING_FACTOR = 4;

/**
 * What a stored price is good for: `fresh`, it answers; `ageing`, it answers while a newer one is asked for; `old`, a provider
 * has to be asked first.
 */
export type Freshness = 'fresh' | 'ageing' | 'old';

/**
 * How fresh a stored price is.
 * Live: while the market is open, by the seconds since it was fetched; when the session's close is known, fresh until the
 * market opens again. A price from before a session's end, which a newer one has overtaken, is never ageing.
 * Recorded: fresh while the market stands at its session.
 */
export function freshnessOf(
  quote: { asOf: string; fetchedAt: string },
  { market, now }: { market: Market; now: Date },
): Freshness {
  if (market === 'recorded') {
    const asOf = new Date(quote.asOf);
    return asOf >= latestSession(now).opensAt && asOf <= now ? 'fresh' : 'old';
  }
  const stale = isStale(quote.asOf, now);
  const { open } = marketState(now);
  if (!open && !stale) return 'fresh';
  const age = now.getTime() - Date.parse(quote.fetchedAt);
  const freshFor = open || closeMayCome(now) ? LIVE_FRESH_MS : OVERDUE_FRESH_MS;
  if (age < freshFor) return 'fresh';
  return !stale && age < freshFor * AGEING_FACTOR ? 'ageing' : 'old';
}

function closeMayCome(now: Date): boolean {
  return now.getTime() - lastEndedSession(now).closesAt.getTime() < CLOSE_COMES_WITHIN_MS;
}
