import { isSession, latestSession, marketState, newYorkTime, type MarketTimeline } from '@marketscope/domain';

/**
 * The timeline of the exchange's calendar: a daily update on days with a session, an intraday one in its hours; `force`
 * updates at any time, the latest session then.
 */
export const liveTimeline: MarketTimeline = {
  async sessionFor({ trigger, now, force }) {
    const { date } = newYorkTime(now);
    if (!force && !isSession(date)) return { skipped: `${date} has no trading session in New York` };
    if (!force && trigger === 'intraday' && !marketState(now).open)
      return { skipped: 'the market is closed at this hour' };
    return { sessionDate: latestSession(now).date };
  },
};
