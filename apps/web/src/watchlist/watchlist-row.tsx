import type { FailureReason, WatchlistEntry } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';

import { marketMoment } from '../market/market-time.ts';
import { PriceChange } from '../market/price-change.tsx';
import { PriceAgeChip } from '../market/price-age-chip.tsx';
import { SourceChip } from '../market/source-chip.tsx';
import type { QuoteOrFailure } from './watchlist-queries.ts';
import './watchlist-row.css';

const reasons: Record<FailureReason, string> = {
  'unknown-symbol': 'Not known to this market’s data',
  'provider-unavailable': 'No provider answers right now',
  'rate-limited': 'The provider asks us to wait',
  'invalid-data': 'The provider’s answer made no sense',
  'wrong-symbol': 'The provider answered for another symbol',
  'implausible-price': 'The provider’s price can’t be right',
  'currency-changed': 'The provider answered in another currency than before',
  'out-of-order': 'The provider’s price is older than one already known',
  'split-suspected': 'A share split is suspected, and not confirmed yet',
};

/** A watched symbol with its last known price, when that was, and where it comes from. */
export function WatchlistRow({ entry, known }: { entry: WatchlistEntry; known: QuoteOrFailure | undefined }) {
  const quote = known !== undefined && 'quote' in known ? known.quote : undefined;
  const name = entry.name ?? quote?.name;
  return (
    <span className="watchlist-row">
      <span className="watchlist-row__symbol">{entry.symbol}</span>
      <span className="watchlist-row__name">{name}</span>
      {quote !== undefined && (
        <>
          <span className="watchlist-row__price figure">
            {priceWords(quote.symbol, quote.price, quote.currency)}
          </span>
          <span className="watchlist-row__change">
            <PriceChange change={quote.change} percent={quote.changePercent} />
          </span>
          <span className="watchlist-row__foot">
            <SourceChip source={quote.source} />
            {quote.stale && <PriceAgeChip asOf={quote.asOf} />}
            <span className="watchlist-row__time">{marketMoment(quote.asOf)}</span>
          </span>
        </>
      )}
      {known !== undefined && 'failure' in known && (
        <span className="watchlist-row__foot">No price: {reasons[known.failure.reason]}</span>
      )}
    </span>
  );
}
