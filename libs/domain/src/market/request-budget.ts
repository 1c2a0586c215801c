/** How many questions a provider may be asked, shared by everyone who asks it. */
export interface RequestBudget {
  /**
   * Waits until `calls` questions may be asked, and counts them as asked.
   * @throws MarketDataError `rate-limited` when `signal` ends the wait
   */
  take(calls: number, signal?: AbortSignal): Promise<void>;
}
