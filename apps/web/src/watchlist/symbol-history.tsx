import type { HistoryRange, HistoryResponse } from '@marketscope/contracts';
import { priceWords } from '@marketscope/domain';
import { lazy, Suspense, useState } from 'react';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { sessionDay } from '../market/market-time.ts';

import { PriceChange } from '../market/price-change.tsx';
import { SourceChip } from '../market/source-chip.tsx';
import { summarize } from './history-summary.ts';
import { useHistory } from './watchlist-queries.ts';
import './symbol-history.css';

// The chart's library is as large as the rest of the page.
const PriceChart = lazy(() => import('./price-chart.tsx'));

const ranges = [
  { range: '1mo', label: '1M', name: '1 month' },
  { range: '3mo', label: '3M', name: '3 months' },
  { range: '6mo', label: '6M', name: '6 months' },
  { range: '1y', label: '1Y', name: '1 year' },
  { range: '5y', label: '5Y', name: '5 years' },
] as const satisfies readonly { range: HistoryRange; label: string; name: string }[];

/** The closing prices of a symbol over a span, as a chart and in words. */
export function SymbolHistory({ symbol }: { symbol: string }) {
  const [chosen, choose] = useState<HistoryRange>('3mo');
  const history = useHistory(symbol, chosen);
  return (
    <section
      className="symbol-history card"
      aria-label={`History of ${symbol}`}
      aria-busy={history.isFetching}
    >
      <div className="symbol-history__head">
        <h2>{symbol}</h2>
        <div className="symbol-history__ranges" role="group" aria-label="Span">
          {ranges.map(({ range, label, name }) => (
            <button
              key={range}
              type="button"
              className="symbol-history__range"
              aria-pressed={range === chosen}
              aria-label={name}
              onClick={() => choose(range)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      {history.isPending && <Skeleton lines={6} label="Loading the history" />}
      {history.isError && <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && <HistoryFigure history={history.data} />}
    </section>
  );
}

function HistoryFigure({ history: { symbol, currency, source, candles } }: { history: HistoryResponse }) {
  const summary = summarize(candles);
  if (summary === undefined)
    return <p className="symbol-history__words">Too few sessions are known to draw.</p>;
  const { from, to, lowest, highest, changePercent } = summary;
  const price = (close: number) => priceWords(symbol, close, currency);
  return (
    <figure className="symbol-history__figure">
      <div className="symbol-history__now">
        <span className="symbol-history__price figure">{price(to.close)}</span>
        <PriceChange change={to.close - from.close} percent={changePercent} />
        <SourceChip source={source} />
      </div>
      <div className="symbol-history__chart" aria-hidden="true">
        <Suspense fallback={<Skeleton lines={6} label="Loading the chart" />}>
          <PriceChart candles={candles} symbol={symbol} currency={currency} />
        </Suspense>
      </div>
      <figcaption className="symbol-history__words">
        {symbol} closed at {price(from.close)} on {sessionDay(from.date)} and at {price(to.close)} on{' '}
        {sessionDay(to.date)}; lowest {price(lowest.close)} on {sessionDay(lowest.date)}, highest{' '}
        {price(highest.close)} on {sessionDay(highest.date)}.
      </figcaption>
      {/* The chart's licence asks for this, and its own mark would need an inline style. */}
      <p className="symbol-history__credit">
        Chart drawn with{' '}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          TradingView Lightweight Charts™
        </a>
      </p>
    </figure>
  );
}
