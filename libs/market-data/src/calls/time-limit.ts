import { MarketDataError } from '@marketscope/domain';
import type { Caller } from './call.ts';

/**
 * Waits for an answer no longer than its caller does, and than a limit of its own. What takes longer is ended, whether or not
 * it heeds its signal.
 * @param options.provider its name, for the words of the failure
 */
export function timeLimited({ provider, limitMs }: { provider: string; limitMs: number }): Caller {
  return async (question, signal) => {
    const limit = AbortSignal.timeout(limitMs);
    const ends = signal ? AbortSignal.any([signal, limit]) : limit;
    const unanswered = (): MarketDataError =>
      new MarketDataError(
        'provider-unavailable',
        limit.aborted
          ? `${provider} did not answer in ${limitMs / 1000} s`
          : `${provider} was not waited for any longer`,
        { cause: ends.reason },
      );
    if (ends.aborted) throw unanswered();
    let onEnd = (): void => {};
    const ended = new Promise<never>((_, reject) => {
      onEnd = () => reject(unanswered());
      ends.addEventListener('abort', onEnd, { once: true });
    });
    try {
      return await Promise.race([question(ends), ended]);
    } finally {
      ends.removeEventListener('abort', onEnd);
    }
  };
}
