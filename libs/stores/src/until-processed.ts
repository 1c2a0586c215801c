import pRetry from 'p-retry';

/** DynamoDB left a part of a batch undone, for lack of capacity or because the answer grew too large. */
export class UnprocessedError extends Error {
  override readonly name = 'UnprocessedError';
}

/**
 * Repeats a batch, with growing pauses, until DynamoDB has done all of it.
 * @param attempt throws UnprocessedError when a part is left, which its next call asks for
 * @throws UnprocessedError when some is still left after the sixth time
 */
export function untilProcessed(attempt: () => Promise<void>): Promise<void> {
  return pRetry(attempt, {
    retries: 5,
    minTimeout: 50,
    maxTimeout: 1000,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof UnprocessedError,
  });
}
