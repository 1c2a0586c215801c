import type {
  HistoryRange,
  HistoryResponse,
  QuoteResponse,
  QuotesResponse,
  SearchHit,
} from '@marketscope/contracts';

/** What a person or a tool asks of the market: providers behind a cache, with the last known price when they fail. */
export interface MarketReader {
  /** @throws MarketDataError `unknown-symbol`, or `provider-unavailable` when no price was ever known */
  quote(symbol: string): Promise<QuoteResponse>;
  /** Each symbol's quote, or the reason why there is none. */
  quotes(symbols: readonly string[]): Promise<QuotesResponse>;
  /**
   * Candles of a range that ends with the market's present day.
   * @throws MarketDataError
   */
  history(symbol: string, range: HistoryRange): Promise<HistoryResponse>;
  search(query: string): Promise<SearchHit[]>;
}
