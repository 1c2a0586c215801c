import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readEvents, SilentStreamError, type ServerEvent } from './event-stream.ts';

/** A body that comes in the chunks given. */
function bodyOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function collect(events: AsyncIterable<ServerEvent>): Promise<ServerEvent[]> {
  const collected: ServerEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

/** Any text that JSON can hold, letters of several bytes above all. */
const event = fc.record({
  name: fc.constantFrom('token', 'tool_call', 'done'),
  id: fc.nat().map(String),
  data: fc.string({ unit: 'binary' }).map((text) => JSON.stringify({ text, city: 'Zürich — 東京 📈' })),
});

describe('events of a body', () => {
  it('are the same however the body is cut into chunks, within a letter too', async () => {
    const scenario = fc.record({
      events: fc.array(event, { maxLength: 8 }),
      newline: fc.constantFrom('\n', '\r\n'),
      cuts: fc.array(fc.nat({ max: 4000 }), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ events, newline, cuts }) => {
        const text = events
          .map(({ name, id, data }) => [
            `: heartbeat`,
            '',
            `id: ${id}`,
            `event: ${name}`,
            `data: ${data}`,
            '',
            '',
          ])
          .map((lines) => lines.join(newline))
          .join('');
        const bytes = new TextEncoder().encode(text);
        const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));

        expect(await collect(readEvents(bodyOf(chunks)))).toEqual(events);
      }),
    );
  });

  it('drop one that the end of the body cuts off', async () => {
    const bytes = new TextEncoder().encode('data: whole\n\ndata: cut');
    expect(await collect(readEvents(bodyOf([bytes])))).toEqual([
      { name: 'message', id: undefined, data: 'whole' },
    ]);
  });

  it('fail when nothing, not even a heartbeat, comes in time', async () => {
    vi.useFakeTimers();
    try {
      const silent = readEvents(new ReadableStream(), { silenceSeconds: 45 });
      const failure = expect(collect(silent)).rejects.toThrow(SilentStreamError);
      await vi.advanceTimersByTimeAsync(45_000);
      await failure;
    } finally {
      vi.useRealTimers();
    }
  });

  it('let go of the connection when nobody reads on', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\ndata: 2\n\n')),
      cancel,
    });
    for await (const { data } of readEvents(body)) if (data === '1') break;
    expect(cancel).toHaveBeenCalledOnce();
  });
});
