/** Bodies in the form of Yahoo's, of what we read of them and a little that we don't. */

/** One entry of a quote answer: Apple at the close of Friday, 14 February 2025. */
export function quoteEntry(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    language: 'en-US',
    quoteType: 'EQUITY',
    currency: 'USD',
    longName: 'Apple Inc.',
    shortName: 'Apple Inc.',
    marketState: 'CLOSED',
    regularMarketPrice: 244.6,
    regularMarketTime: 1739566800,
    regularMarketPreviousClose: 241.53,
    regularMarketChange: 3.07,
    regularMarketChangePercent: 1.2711,
    regularMarketVolume: 40896227,
    regularMarketOpen: 241.25,
    regularMarketDayHigh: 245.55,
    regularMarketDayLow: 240.99,
    symbol: 'AAPL',
    ...more,
  };
}

export function quoteBody(...entries: unknown[]): { body: unknown } {
  return { body: { quoteResponse: { result: entries, error: null } } };
}

/** A chart of these columns, its rows at 09:30 in New York on three days of February 2025. */
export function chartBody(
  columns: Record<string, unknown> = {},
  meta: Record<string, unknown> = {},
): { body: unknown } {
  return {
    body: {
      chart: {
        result: [
          {
            meta: {
              currency: 'USD',
              symbol: 'AAPL',
              exchangeTimezoneName: 'America/New_York',
              gmtoffset: -18000,
              dataGranularity: '1d',
              ...meta,
            },
            timestamp: [1739370600, 1739457000, 1739543400],
            indicators: {
              quote: [
                {
                  open: [231.2, 236.91, 241.25],
                  high: [236.96, 242.34, 245.55],
                  low: [230.68, 235.57, 240.99],
                  close: [236.87, 241.53, 244.6],
                  volume: [45243300, 53614100, 40896227],
                  ...columns,
                },
              ],
              adjclose: [{ adjclose: [236.6, 241.26, 244.32] }],
            },
          },
        ],
        error: null,
      },
    },
  };
}
