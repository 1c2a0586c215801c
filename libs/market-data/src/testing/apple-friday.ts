import type { Candle, Quote } from '@marketscope/contracts';

/** The session of Apple's of Friday, 14 February 2025, that the bodies of every provider tell of. */
export const appleFriday: { quote: Omit<Quote, 'name' | 'source'>; candle: Candle } = {
  quote: {
    symbol: 'AAPL',
    price: 244.6,
    previousClose: 241.53,
    change: 3.07,
    changePercent: 1.2711,
    currency: 'USD',
    volume: 40896227,
    asOf: '2025-02-14T21:00:00.000Z',
  },
  candle: {
    date: '2025-02-14',
    open: 241.25,
    high: 245.55,
    low: 240.99,
    close: 244.6,
    adjClose: null,
    volume: 40896227,
  },
};
