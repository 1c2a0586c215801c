import {
  liveMarketClock,
  type MarketClock,
  type MarketDataProvider,
  type MarketTimeline,
  type ReplayCursor,
} from '@marketscope/domain';
import { z } from 'zod';
import { createLiveMarket, type LiveMarketOptions, type LiveServers } from './live-market.ts';
import { liveTimeline } from './live-timeline.ts';
import { createReplayClock } from './replay/replay-clock.ts';
import { createReplayProvider } from './replay/replay-provider.ts';
import { createReplayTimeline } from './replay/replay-timeline.ts';

/** Value of `MARKET_DATA` in a service: the live market by which provider first, or the recorded one. */
export const marketDataKind = z.enum(['yahoo', 'alpaca', 'replay']);
export type MarketDataKind = z.infer<typeof marketDataKind>;

/** A setting that may be left out, or be empty, which is the same. */
const url = z.preprocess((value) => (value === '' ? undefined : value), z.url().optional());

/** Environment variables by which a service is told of its market; part of each such service's configuration. */
export const marketDataSettings = z.object({
  MARKET_DATA: marketDataKind.default('yahoo'),
  /** Servers to ask in place of Yahoo's and Alpaca's. */
  YAHOO_BASE_URL: url,
  ALPACA_BASE_URL: url,
  /** Alpaca's trading API, which lists its assets: a live account's keys need `https://api.alpaca.markets`. */
  ALPACA_TRADING_URL: url,
  /** `sip` (all exchanges) needs a subscription, `iex` (one exchange) none. */
  ALPACA_FEED: z.enum(['iex', 'sip']).default('iex'),
  /** What Alpaca allows the keys' account in any 60 s, shared by all processes: 200 without a subscription. */
  ALPACA_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(200),
});
export type MarketDataSettings = z.output<typeof marketDataSettings>;

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
 */
export function createMarketData(
  options: {
    settings: MarketDataSettings;
    cursor: ReplayCursor;
  } & Omit<LiveMarketOptions, 'first' | 'servers'>,
): MarketData {
  const { settings, cursor, ...live } = options;
  const kind = settings.MARKET_DATA;
  if (kind !== 'replay')
    return {
      kind,
      provider: createLiveMarket({ ...live, first: kind, servers: liveServers(settings) }),
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

function liveServers(settings: MarketDataSettings): LiveServers {
  return {
    yahooBaseUrl: settings.YAHOO_BASE_URL,
    alpacaBaseUrl: settings.ALPACA_BASE_URL,
    alpacaTradingUrl: settings.ALPACA_TRADING_URL,
    alpacaFeed: settings.ALPACA_FEED,
  };
}
