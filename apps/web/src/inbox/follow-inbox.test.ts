import { describe, expect, it, vi } from 'vitest';
import { steppedPause } from '../testing/stepped-pause.ts';
import { followInbox } from './follow-inbox.ts';

/** A stream that a test feeds and ends. */
function feed() {
  let controller: ReadableStreamDefaultController<string> | undefined;
  const stream = new ReadableStream<string>({ start: (started) => void (controller = started) });
  return {
    stream: stream as AsyncIterable<string> & ReadableStream<string>,
    change: () => controller?.enqueue('changed'),
    end: () => controller?.close(),
  };
}

function setUp(changes: () => Promise<AsyncIterable<unknown>>) {
  const abort = new AbortController();
  const pauses = steppedPause();
  const look = vi.fn();
  const opened = vi.fn(changes);
  const following = followInbox({
    changes: opened,
    look,
    visible: async (signal) => signal.throwIfAborted(),
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

  it('ends with its signal', async () => {
    const { pauses, stop, following } = setUp(() => Promise.reject(new Error('no stream here')));
    await vi.waitFor(() => expect(pauses.waiting()).toHaveLength(1));
    stop();
    await expect(following).resolves.toBeUndefined();
  });
});
