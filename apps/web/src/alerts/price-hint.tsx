import type { QuoteResponse } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';

import { marketMoment } from '../market/market-time.ts';
import { PriceAgeChip } from '../market/price-age-chip.tsx';
import { SourceChip } from '../market/source-chip.tsx';

/** What a symbol's price is, of when, and who says so. */
export function PriceHint({ quote }: { quote: QuoteResponse }) {
  const { symbol, price, currency, asOf, source, stale } = quote;
  return (
    <>
      {symbol} is at {priceWords(symbol, price, currency)}, {marketMoment(asOf)}{' '}
      <SourceChip source={source} />
      {stale && (
        <>
          {' '}
          <PriceAgeChip asOf={asOf} />
        </>
      )}
    </>
  );
}
