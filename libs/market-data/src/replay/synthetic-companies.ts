/** A company whose prices are generated, since no recording of them may be given away with this program. */
export interface SyntheticCompany {
  symbol: string;
  name: string;
  exchange: 'NASDAQ' | 'NYSE';
  /** Close on the first day. */
  price: number;
  /** How much of the index's move it makes. */
  beta: number;
  /** Its own moves' standard deviation over a year, as a fraction. */
  volatility: number;
  /** Its own growth in a year, as a fraction. */
  growth: number;
  /** Shares traded on a usual day. */
  volume: number;
}

type Row = [
  symbol: string,
  name: string,
  exchange: SyntheticCompany['exchange'],
  price: number,
  beta: number,
  volatility: number,
  growth: number,
  volume: number,
];

const rows: Row[] = [
  ['AMZN', 'Amazon.com, Inc.', 'NASDAQ', 48, 1.2, 0.32, 0.14, 7_500_000],
  ['BAC', 'Bank of America Corporation', 'NYSE', 41, 1.5, 0.28, -0.12, 180_000_000],
  ['CSCO', 'Cisco Systems, Inc.', 'NASDAQ', 22, 1.1, 0.22, 0.01, 50_000_000],
  ['CVX', 'Chevron Corporation', 'NYSE', 46, 0.9, 0.17, 0.09, 11_000_000],
  ['DIS', 'The Walt Disney Company', 'NYSE', 24, 1.0, 0.19, 0.06, 11_000_000],
  ['GOOG', 'Alphabet Inc.', 'NASDAQ', 108, 1.0, 0.26, 0.2, 5_500_000],
  ['IBM', 'International Business Machines Corporation', 'NYSE', 88, 0.8, 0.15, 0.08, 7_000_000],
  ['INTC', 'Intel Corporation', 'NASDAQ', 28, 1.1, 0.23, -0.02, 60_000_000],
  ['JNJ', 'Johnson & Johnson', 'NYSE', 56, 0.5, 0.11, 0.03, 12_000_000],
  ['JPM', 'JPMorgan Chase & Co.', 'NYSE', 37, 1.4, 0.27, 0.02, 38_000_000],
  ['KO', 'The Coca-Cola Company', 'NYSE', 51, 0.5, 0.12, 0.04, 10_000_000],
  ['META', 'Meta Platforms, Inc.', 'NASDAQ', 19, 1.2, 0.35, 0.08, 24_000_000],
  ['MSFT', 'Microsoft Corporation', 'NASDAQ', 26, 0.9, 0.19, 0.02, 58_000_000],
  ['NFLX', 'Netflix, Inc.', 'NASDAQ', 15, 0.9, 0.42, 0.02, 6_500_000],
  ['NVDA', 'NVIDIA Corporation', 'NASDAQ', 11, 1.5, 0.42, 0.03, 17_000_000],
  ['ORCL', 'Oracle Corporation', 'NASDAQ', 11, 1.0, 0.22, 0.12, 30_000_000],
  ['PG', 'The Procter & Gamble Company', 'NYSE', 54, 0.5, 0.12, 0.02, 11_000_000],
  ['TSLA', 'Tesla, Inc.', 'NASDAQ', 17, 1.2, 0.46, 0.06, 1_500_000],
  ['WMT', 'Walmart Inc.', 'NYSE', 56, 0.5, 0.15, 0.01, 14_000_000],
  ['XOM', 'Exxon Mobil Corporation', 'NYSE', 43, 0.9, 0.17, 0.09, 24_000_000],
];

/** The companies beside those that are recorded. Their figures are of the right size, and otherwise made up. */
export const syntheticCompanies: readonly SyntheticCompany[] = rows.map(
  ([symbol, name, exchange, price, beta, volatility, growth, volume]) => ({
    symbol,
    name,
    exchange,
    price,
    beta,
    volatility,
    growth,
    volume,
  }),
);
