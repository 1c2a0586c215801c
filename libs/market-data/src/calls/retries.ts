import { setTimeout as delay } from 'node:timers/promises';
import pRetry from 'p-retry';
import { isPassing, type Caller } from './call.ts';

/** The longest waits before the first retry, the second, and each after, in milliseconds. */
const LONGEST_WAITS_MS = [1000, 2000, 4000] as const;

/**
 * Puts a question again that was not answered for the network's, the provider's or its rate limit's sake: after up to 1, 2 and
 * 4 s with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), and never before the
 * provider said it may be. A provider that asks for more patience than that isn't asked again. No other layer retries.
 * @param options.next the layer below
 * @param options.wait lets some milliseconds pass, unless the signal ends first
 */
export function retried(options: {
  retries: number;
  next: Caller;
  random?: () => number;
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}): Caller {
  const { retries, next, random = Math.random, wait = waitFor } = options;
  return (question, signal) =>
    pRetry(() => next(question, signal), {
      retries,
      minTimeout: 0,
      shouldRetry: async ({ error, attemptNumber }) => {
        if (!isPassing(error)) return false;
        const [, , longest] = LONGEST_WAITS_MS;
        const asked = error.retryAfterMs ?? 0;
        if (asked > longest) return false;
        await wait(Math.max(random() * (LONGEST_WAITS_MS[attemptNumber - 1] ?? longest), asked), signal);
        return signal?.aborted !== true;
      },
    });
}

async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, signal && { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
