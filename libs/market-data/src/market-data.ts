import {
  liveMarketClock,
  type MarketClock,
  type MarketDataProvider,
  type MarketTimeline,
  type ReplayCursor,
} from '@marketscope/domain';
import { z } from 'zod';
import { liveTimeline } from './live-timeline.ts';
import { createReplayClock } from './replay/replay-clock.ts';
import { createReplayProvider } from './replay/replay-provider.ts';
import { createReplayTimeline } from './replay/replay-timeline.ts';
import { createYahooProvider } from './yahoo/yahoo-provider.ts';

/** Value of `MARKET_DATA` in a service: which market it lives in. */
export const marketDataKind = z.enum(['yahoo', 'replay']);
export type MarketDataKind = z.infer<typeof marketDataKind>;

/** Environment variables by which a service is told of its market; part of each such service's configuration. */
export const marketDataSettings = z.object({
  MARKET_DATA: marketDataKind.default('yahoo'),
  /** Server to ask in place of Yahoo. */
  YAHOO_BASE_URL: z.url().optional(),
});

/** A market: where its prices come from, its time, and its sessions as updates go through them. */
export interface MarketData {
  kind: MarketDataKind;
  provider: MarketDataProvider;
  clock: MarketClock;
  timeline: MarketTimeline;
}

/**
 * Makes the market that `MARKET_DATA` names. What it needs is loaded when it is first asked, not before.
 * @param options.cursor where replay stands; unused in the live market
 * @param options.retries of a question to a live provider: 3 unless given, fewer where a person waits
 */
export function createMarketData(options: {
  kind: MarketDataKind;
  cursor: ReplayCursor;
  yahooBaseUrl?: string | undefined;
  retries?: number | undefined;
}): MarketData {
  const { kind, cursor, yahooBaseUrl, retries } = options;
  if (kind === 'yahoo')
    return {
      kind,
      provider: createYahooProvider({ baseUrl: yahooBaseUrl, retries }),
      clock: liveMarketClock,
      timeline: liveTimeline,
    };
  const load = () => import('./replay/series.ts');
  const clock = createReplayClock(cursor);
  return {
    kind,
    provider: createReplayProvider(clock, async () => (await load()).seriesBySymbol),
    clock,
    timeline: createReplayTimeline(cursor, async () => (await load()).replaySessions()),
  };
}
