import type { Pause } from '../app/pause.ts';

/** Milliseconds between two looks at an inbox that has no stream. */
const pollEvery = 30_000;
/** How often to look before a stream is tried again, after the server has ended one. */
const pollsBeforeReopening = 10;
const longestBackoff = 30_000;

/**
 * Keeps an inbox current until the signal ends it. While there is a stream, each of its events is a change. A server
 * may end it, since an open stream costs it something: then the inbox is looked at now and then. A stream that can't
 * be opened, or breaks, is tried again after 1, 2, 4 … 30 s, with a look at each try, so nothing is missed between.
 * While nobody can see the page, nothing is open: a browser allows few connections to a host over HTTP/1.1, which a
 * handful of tabs in the background would use up.
 */
export async function followInbox(options: {
  changes: (signal: AbortSignal) => Promise<AsyncIterable<unknown>>;
  /** The inbox may have changed: read it. */
  look: () => void;
  /** Resolves when someone can see the page, with a signal that ends when nobody can any more, or with the given one. */
  visible: (signal: AbortSignal) => Promise<AbortSignal>;
  pause: Pause;
  signal: AbortSignal;
}): Promise<void> {
  const { changes, look, visible, pause, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    const seen = await visible(signal).catch(() => signal);
    try {
      const stream = await changes(seen);
      look();
      failures = 0;
      for await (const _ of stream) look();
      for (let polls = 0; polls < pollsBeforeReopening; polls++) {
        await pause(pollEvery, seen);
        look();
      }
    } catch {
      if (seen.aborted) continue;
      await pause(Math.min(longestBackoff, 1000 * 2 ** failures++), seen).then(look, () => undefined);
    }
  }
}
