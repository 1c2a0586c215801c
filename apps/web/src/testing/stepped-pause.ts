import type { Pause } from '../app/pause.ts';

/** Waits that end when a test says so, and not by themselves. */
export function steppedPause(): {
  pause: Pause;
  /** Milliseconds of each wait that is on. */
  waiting(): number[];
  /** Ends those that are on. */
  pass(): void;
} {
  const waits = new Map<() => void, number>();
  return {
    pause: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        waits.set(resolve, milliseconds);
        signal.addEventListener(
          'abort',
          () => {
            waits.delete(resolve);
            reject(signal.reason);
          },
          { once: true },
        );
      }),
    waiting: () => [...waits.values()],
    pass() {
      for (const resolve of waits.keys()) resolve();
      waits.clear();
    },
  };
}
