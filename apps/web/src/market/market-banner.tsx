import { useMarket } from './market-queries.ts';
import { marketDay, marketMoment } from './market-time.ts';
import './market-banner.css';

/** Says whether prices are live or recorded, and what time it is on that market. Nothing until that is known. */
export function MarketBanner() {
  const { data: market } = useMarket();
  if (market === undefined) return null;
  if (market.marketData === 'replay') {
    return (
      <div className="market-banner market-banner--replay" role="note">
        <span>
          <strong>Recorded prices:</strong> it’s {marketDay(market.now)} on this market
        </span>
      </div>
    );
  }
  return (
    <div className="market-banner" role="note">
      <span className="market-banner__mark" aria-hidden="true" />
      Live prices · New York {marketMoment(market.now)}
    </div>
  );
}
