import type { Candle } from '@marketscope/contracts';

/** Sessions that a history holds at the most: enough for every indicator. */
export const HISTORY_SESSIONS = 260;

/** The past of symbols, as it is stored, and filled from the provider where the store lacks it. */
export interface SessionHistories {
  /**
   * Each symbol's candles of the last sessions before a day, oldest first, without gaps. What can't be had in time is left
   * out, and asked for again the next time.
   * @param options.signal ends the asking of the provider
   */
  before(
    symbols: readonly string[],
    date: string,
    options?: { signal?: AbortSignal },
  ): Promise<Map<string, Candle[]>>;
  /** After a split: what is stored of a symbol is in old shares, and is fetched anew when it is asked for. */
  forget(symbol: string): Promise<void>;
}
