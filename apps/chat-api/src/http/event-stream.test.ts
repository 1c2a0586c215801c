import Fastify from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { closeInOrder } from './closing.ts';
import { sendEvents, type StreamedEvent } from './event-stream.ts';

const app = { close: async (): Promise<void> => undefined };
afterEach(() => app.close());

/** A server that streams these events to whoever asks. */
async function serving(
  events: (signal: AbortSignal) => AsyncIterable<StreamedEvent>,
  options: { heartbeatMs?: number } = {},
): Promise<string> {
  const server = Fastify();
  closeInOrder(server);
  server.get('/', (_request, reply) => sendEvents(reply, events, options));
  app.close = () => server.close();
  return server.listen({ host: '127.0.0.1', port: 0 });
}

/** Resolves when the signal has ended. */
function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

it('frames events, with their ids where they have one, and ends with the last', async () => {
  const url = await serving(async function* () {
    yield { event: 'token', data: { text: 'two\nlines' }, id: '1' };
    yield { event: 'done', data: null };
  });
  expect(await (await fetch(url)).text()).toBe(
    ': open\n\nid: 1\nevent: token\ndata: {"text":"two\\nlines"}\n\nevent: done\ndata: null\n\n',
  );
});

it('shows that it is alive while there is nothing to say', async () => {
  const url = await serving(
    async function* (signal) {
      await endOf(signal);
    },
    { heartbeatMs: 5 },
  );
  const reader = (await fetch(url)).body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(': heartbeat\n\n: heartbeat\n\n')) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
});

it('lets its source know that nobody listens any more', async () => {
  let left: (() => void) | undefined;
  const hasLeft = new Promise<void>((resolve) => (left = resolve));
  const url = await serving(async function* (signal) {
    yield { event: 'token', data: 'first' };
    await endOf(signal);
    left?.();
  });
  const leaving = new AbortController();
  const { body } = await fetch(url, { signal: leaving.signal });
  await body?.getReader().read();
  leaving.abort();
  await hasLeft;
});
