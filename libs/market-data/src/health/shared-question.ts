import { MarketDataError } from '@marketscope/domain';

/** A question that is under way, which others may join. */
export interface SharedQuestion<Answer> {
  /**
   * Waits for its answer as long as the signal lasts. Who stops waiting takes nothing from the others; when nobody waits any
   * longer, the question itself is ended.
   * @throws MarketDataError `provider-unavailable` when the signal ends the wait
   */
  join(signal: AbortSignal | undefined): Promise<Answer>;
}

/** Puts a question that several may wait for. */
export function shareQuestion<Answer>(put: (signal: AbortSignal) => Promise<Answer>): SharedQuestion<Answer> {
  const ended = new AbortController();
  let waiting = 0;
  let isUnderWay = true;
  const answer = put(ended.signal).finally(() => {
    isUnderWay = false;
  });
  // A question that nobody waits for any longer may fail unheard.
  answer.catch(() => {});

  return {
    async join(signal) {
      waiting += 1;
      let stop = (): void => {};
      try {
        if (!signal) return await answer;
        const stopped = new Promise<never>((_, reject) => {
          stop = () =>
            reject(
              new MarketDataError('provider-unavailable', 'the provider was not waited for any longer', {
                cause: signal.reason,
              }),
            );
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop, { once: true });
        });
        return await Promise.race([answer, stopped]);
      } finally {
        signal?.removeEventListener('abort', stop);
        waiting -= 1;
        if (waiting === 0 && isUnderWay) ended.abort();
      }
    },
  };
}
