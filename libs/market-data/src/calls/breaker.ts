import { MarketDataError } from '@marketscope/domain';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
} from 'cockatiel';
import { BudgetSpent } from './budgeted.ts';
import { LastingFailure, type Caller } from './call.ts';

/** Failures in a row after which a provider is taken to be unwell. */
const FAILURES_IN_A_ROW = 5;

/** How long it is left alone then, in milliseconds: doubled each time that it is found unwell again. */
const REST_MS = 10_000;
const LONGEST_REST_MS = 5 * 60_000;

/** What a breaker tells of a provider's health. */
export interface HealthWatch {
  /** It failed so often that it won't be asked for a while; why it failed last. */
  onUnwell?: (reason: string) => void;
  /** It answers again. */
  onWell?: () => void;
}

/**
 * Leaves a provider alone that failed several times in a row: questions to it fail at once, so that another can be asked, until
 * one question tries whether it is well again. It rests for at least as long as the provider asked for.
 * @throws LastingFailure `provider-unavailable` while the provider is left alone
 */
export function breaking({
  provider,
  next,
  watch = {},
}: {
  provider: string;
  next: Caller;
  watch?: HealthWatch;
}): Caller {
  const policy = circuitBreaker(handleWhen(isUnwell), {
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
    halfOpenAfter: new DelegateBackoff(({ attempt, result }) => {
      const asked =
        'error' in result && result.error instanceof MarketDataError ? (result.error.retryAfterMs ?? 0) : 0;
      return Math.min(Math.max(REST_MS * 2 ** (attempt - 1), asked), LONGEST_REST_MS);
    }),
  });
  policy.onBreak((reason) => {
    const error: unknown = 'error' in reason ? reason.error : undefined;
    watch.onUnwell?.(error instanceof Error ? error.message : `${provider} is left alone`);
  });
  policy.onReset(() => watch.onWell?.());
  const leftAlone = (cause?: unknown): LastingFailure =>
    new LastingFailure(
      'provider-unavailable',
      `${provider} failed several times in a row and is not asked for a while`,
      { cause },
    );
  return async (question, signal) => {
    // While one question tries whether the provider is well, the others don't wait for what it finds.
    if (policy.state === CircuitState.HalfOpen) throw leftAlone();
    try {
      return await policy.execute(() => next(question, signal));
    } catch (error) {
      throw error instanceof BrokenCircuitError ? leftAlone(error) : error;
    }
  };
}

/** Failures by which a provider shows that it is unwell; that it knows no such symbol is none. */
function isUnwell(error: unknown): boolean {
  if (error instanceof BudgetSpent) return false;
  return !(error instanceof MarketDataError) || error.code !== 'unknown-symbol';
}
