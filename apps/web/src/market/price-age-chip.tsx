import { priceAge } from '@marketscope/domain';
import { useMarket } from './market-queries.ts';
import { StaleChip } from './source-chip.tsx';

/** Marks a stale price with its age in sessions of this market. */
export function PriceAgeChip({ asOf }: { asOf: string }) {
  const { data: market } = useMarket();
  return <StaleChip age={market && priceAge(asOf, new Date(market.now)).words} />;
}
