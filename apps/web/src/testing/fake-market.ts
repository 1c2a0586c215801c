import type {
  Candle,
  HistoryRange,
  HistoryResponse,
  QuoteResponse,
  QuotesResponse,
} from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';

const recorded = {
  currency: 'USD',
  volume: null,
  asOf: '2009-06-01T20:00:00.000Z',
  cached: true,
  stale: false,
};

/** A market of a few symbols, one of each kind of source. */
export const fakeQuotes: readonly QuoteResponse[] = [
  {
    ...recorded,
    symbol: 'AAPL',
    name: 'Apple Inc.',
    price: 139.35,
    previousClose: 135.81,
    change: 3.54,
    changePercent: 2.6066,
    source: 'replay',
  },
  {
    ...recorded,
    symbol: 'MSFT',
    name: 'Microsoft Corporation',
    price: 21.4,
    previousClose: 20.89,
    change: 0.51,
    changePercent: 2.4414,
    source: 'replay',
  },
  {
    ...recorded,
    symbol: 'IBM',
    name: 'International Business Machines Corporation',
    price: 106.28,
    previousClose: 106.99,
    change: -0.71,
    changePercent: -0.6636,
    source: 'replay',
    asOf: '2009-05-28T20:00:00.000Z',
    stale: true,
  },
  {
    ...recorded,
    symbol: 'ACME',
    name: 'Acme Practice Corp.',
    price: 48.12,
    previousClose: 48.12,
    change: 0,
    changePercent: 0,
    source: 'synthetic',
  },
  {
    ...recorded,
    symbol: '^GSPC',
    name: 'S&P 500',
    price: 942.87,
    previousClose: 919.14,
    change: 23.73,
    changePercent: 2.5817,
    source: 'replay',
  },
];

/** Quotes of the symbols that the market has, and a reason for each of the others. */
export function quotesOf(symbols: readonly string[]): QuotesResponse {
  const items = fakeQuotes.filter(({ symbol }) => symbols.includes(symbol));
  const failed = symbols
    .filter((symbol) => !fakeQuotes.some((quote) => quote.symbol === symbol))
    .map((symbol) => ({ symbol, reason: 'unknown-symbol' as const, detail: `There is no ${symbol} here` }));
  return { items, failed };
}

const sessions: Record<HistoryRange, number> = {
  '5d': 5,
  '1mo': 21,
  '3mo': 63,
  '6mo': 126,
  ytd: 100,
  '1y': 252,
  '2y': 504,
  '5y': 1260,
};

/** Closes that wander to the quote's price, the same ones each time. */
export function historyOf(quote: QuoteResponse, range: HistoryRange): HistoryResponse {
  const candles: Candle[] = [];
  const day = new Date('2009-06-01T00:00:00Z');
  for (let back = 0; candles.length < sessions[range]; day.setUTCDate(day.getUTCDate() - 1)) {
    if (day.getUTCDay() === 0 || day.getUTCDay() === 6) continue;
    const drift = 1 - back * 0.0018 + Math.sin(back / 7) * 0.03 + Math.sin(back / 2.3) * 0.012;
    const close = back === 0 ? quote.price : Math.max(1, Math.round(quote.price * drift * 100) / 100);
    const date = day.toISOString().slice(0, 10);
    candles.unshift(sampleCandle({ date, close }));
    back++;
  }
  return { symbol: quote.symbol, currency: quote.currency, source: quote.source, candles };
}
