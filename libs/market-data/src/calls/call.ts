import { MarketDataError } from '@marketscope/domain';

/**
 * Puts one question to a provider, under some rule: a time limit, a budget, a breaker, retries. The question is given the
 * signal that ends it.
 * @throws MarketDataError, and whatever else the question throws
 */
export type Caller = <Answer>(
  question: (signal: AbortSignal) => Promise<Answer>,
  signal?: AbortSignal,
) => Promise<Answer>;

/** A failure that the same question will meet again, however often it is put. */
export class LastingFailure extends MarketDataError {
  override name = 'LastingFailure';
}

/** Whether the same question may be answered in a while. */
export function isPassing(error: unknown): error is MarketDataError {
  return (
    error instanceof MarketDataError &&
    !(error instanceof LastingFailure) &&
    (error.code === 'provider-unavailable' || error.code === 'rate-limited')
  );
}
