import type { PriceSource } from '@marketscope/contracts';

/** The market of today, or one that was recorded (and what was generated beside it). */
export type Market = 'live' | 'recorded';

const markets: Record<PriceSource, Market> = {
  yahoo: 'live',
  alpaca: 'live',
  replay: 'recorded',
  synthetic: 'recorded',
};

/** The market that a price of this source is of. */
export function marketOf(source: PriceSource): Market {
  return markets[source];
}

/** The sources whose prices are of one market. */
export function sourcesOf(market: Market): PriceSource[] {
  return Object.entries(markets).flatMap(([source, of]) => (of === market ? [source as PriceSource] : []));
}
