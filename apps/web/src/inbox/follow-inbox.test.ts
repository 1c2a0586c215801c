import { describe, expect, it, vi } from 'vitest';
import { steppedPause } from '../testing/stepped-pause.ts';
import { followInbox } from './follow-inbox.ts';
import { pageVisible } from './page-visible.ts';

/** A stream that a test feeds and ends. */
function feed() {
  let controller: ReadableStreamDefaultController<string> | undefined;
  const stream = new ReadableStream<string>({ start: (started) => void (controller = started) });
  return {
    stream,
    change: () => controller?.enqueue('changed'),
    end: () => controller?.close(),
  };
}

/** A stream without events, broken by its signal as `fetch` does it. */
async function* untilAborted(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

function setUp(
  changes: (signal: AbortSignal) => Promise<AsyncIterable<unknown>>,
  visible = async (signal: AbortSignal) => signal,
) {
  const abort = new AbortController();
  const pauses = steppedPause();
  const look = vi.fn();
  const opened = vi.fn(changes);
  const following = followInbox({
    changes: opened,
    look,
    visible,
    pause: pauses.pause,
    signal: abort.signal,
  });
  return { look, opened, pauses, stop: () => abort.abort(), following };
}

describe('following an inbox', () => {
  it('looks when the stream opens, since something may have come before, and at each change', async () => {
    const line = feed();
    const { look } = setUp(async () => line.stream);
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1));
    line.change();
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2));
  });

  it('looks every half minute once the server has ended the stream, and tries one again later', async () => {
    const line = feed();
    const { look, opened, pauses } = setUp(async () => line.stream);
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1));
    line.end();
    for (let polls = 1; polls <= 10; polls++) {
      await vi.waitFor(() => expect(pauses.waiting()).toEqual([30_000]));
      expect(opened).toHaveBeenCalledTimes(1);
      pauses.pass();
      await vi.waitFor(() => expect(look.mock.calls.length).toBeGreaterThan(polls));
    }
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(2));
  });

  it('still looks while no stream can be opened, ever less often', async () => {
    const { look, pauses } = setUp(() => Promise.reject(new Error('no stream here')));
    for (const wait of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      await vi.waitFor(() => expect(pauses.waiting()).toEqual([wait]));
      pauses.pass();
    }
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(7));
  });

  it('lets go of the stream while nobody can see the page, and looks when somebody does again', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
    const turn = (state: DocumentVisibilityState) => {
      page.visibilityState = state;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    const signals: AbortSignal[] = [];
    const { look } = setUp(
      async (signal) => {
        signals.push(signal);
        return untilAborted(signal);
      },
      (signal) => pageVisible(page, signal),
    );
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1));

    turn('hidden');
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    expect(signals).toHaveLength(1);
    turn('visible');
    await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2));
    expect(signals[1]?.aborted).toBe(false);
  });

  it('ends with its signal', async () => {
    const { pauses, stop, following } = setUp(() => Promise.reject(new Error('no stream here')));
    await vi.waitFor(() => expect(pauses.waiting()).toHaveLength(1));
    stop();
    await expect(following).resolves.toBeUndefined();
  });
});
