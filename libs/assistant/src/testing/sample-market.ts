import type { Candle, QuoteResponse } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { addDays, historySpan, isSession, type MarketClock } from '@marketscope/domain';
import { createFakeMarket, type FakeMarket } from '@marketscope/testing';

/** After the close of a Friday. */
export const sampleNow = new Date('2026-11-20T22:00:00.000Z');
export const sampleClock: MarketClock = { now: async () => sampleNow };
const today = '2026-11-20';
/** Traded in each session. */
const SHARES = 1_000_000;

type Row = [
  symbol: string,
  name: string,
  price: number,
  changePercent: number,
  parts?: Partial<QuoteResponse>,
];

const rows: Row[] = [
  ['AAPL', 'Apple Inc.', 139.35, 1.25],
  ['BAC', 'Bank of America Corporation', 41.2, -0.5],
  ['GOOG', 'Alphabet Inc.', 1750, 0.1],
  [
    'IBM',
    'International Business Machines Corporation',
    117.5,
    -2.1,
    { stale: true, asOf: '2026-11-18T21:00:00.000Z' },
  ],
  ['KO', 'The Coca-Cola Company', 52, 0],
  ['MSFT', 'Microsoft Corporation', 215, 0.4],
  ['NVDA', 'NVIDIA Corporation', 520, 3.3, { source: 'synthetic' }],
  ['TSLA', 'Tesla, Inc.', 245.5, -1.7],
  ['SAP.DE', 'SAP SE', 100.25, 1, { currency: 'EUR' }],
  ['^GSPC', 'S&P 500', 6543.21, -0.4],
];

/** A market of a few companies, each of which rises by a thousandth of its price a session up to today. */
export function sampleMarket(): FakeMarket {
  const market = createFakeMarket();
  for (const [symbol, name, price, changePercent, parts] of rows)
    market.set(symbol, price, {
      name,
      changePercent,
      change: round((price * changePercent) / 100),
      ...parts,
    });
  return {
    ...market,
    async history(symbol, range) {
      const { price, currency, source } = await market.quote(symbol);
      const { from } = historySpan(range, sampleNow);
      return { symbol, currency, source, candles: candles(price, from) };
    },
    async search(query) {
      return rows
        .filter(([symbol, name]) =>
          [symbol, name].some((text) => text.toLowerCase().includes(query.toLowerCase())),
        )
        .map(([symbol, name, , , parts]) => ({
          symbol,
          name,
          exchange: 'NASDAQ',
          source: parts?.source ?? 'replay',
        }));
    },
  };
}

function candles(price: number, from: string): Candle[] {
  const found: Candle[] = [];
  let close = price;
  for (let date = today; date >= from; date = addDays(date, -1)) {
    if (!isSession(date)) continue;
    found.unshift(sampleCandle({ date, close: round(close), volume: SHARES }));
    close /= 1.001;
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
