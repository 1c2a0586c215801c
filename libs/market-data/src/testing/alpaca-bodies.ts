/** Bodies in the form of Alpaca's, of what we read of them and a little that we don't. */

/** One snapshot: Apple after the close of Friday, 14 February 2025. */
export function snapshotEntry(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    latestTrade: { t: '2025-02-14T23:59:58.131Z', x: 'V', p: 244.31, s: 100, c: ['@', 'T'], i: 1, z: 'C' },
    latestQuote: { t: '2025-02-14T23:59:59Z', ax: 'V', ap: 244.4, as: 1, bx: 'V', bp: 244.2, bs: 2 },
    minuteBar: dailyBar({ t: '2025-02-14T23:59:00Z', c: 244.31, v: 812 }),
    dailyBar: dailyBar(),
    prevDailyBar: dailyBar({ t: '2025-02-13T05:00:00Z', o: 236.91, h: 242.34, l: 235.57, c: 241.53 }),
    ...more,
  };
}

/** A bar of Friday, 14 February 2025, which begins at midnight in New York. */
export function dailyBar(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    t: '2025-02-14T05:00:00Z',
    o: 241.25,
    h: 245.55,
    l: 240.99,
    c: 244.6,
    v: 40896227,
    n: 496012,
    vw: 243.98,
    ...more,
  };
}

/** Bars of 12 to 14 February 2025. */
export function threeBars(): Record<string, unknown>[] {
  return [
    dailyBar({ t: '2025-02-12T05:00:00Z', o: 231.2, h: 236.96, l: 230.68, c: 236.87, v: 45243300 }),
    dailyBar({ t: '2025-02-13T05:00:00Z', o: 236.91, h: 242.34, l: 235.57, c: 241.53, v: 53614100 }),
    dailyBar(),
  ];
}

export function barsBody(
  bars: Record<string, unknown[]>,
  next: string | null = null,
): { body: Record<string, unknown> } {
  return { body: { bars, next_page_token: next } };
}

export function asset(symbol: string, name: string): Record<string, unknown> {
  return {
    id: `id-of-${symbol}`,
    class: 'us_equity',
    exchange: 'NASDAQ',
    symbol,
    name,
    status: 'active',
    tradable: true,
  };
}
