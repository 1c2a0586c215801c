/** Waits, unless the signal ends it: then it throws the signal's reason. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', ended);
      resolve();
    }, milliseconds);
    const ended = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', ended, { once: true });
  });
