import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { failureOf, problemOf } from './problems.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Ends when the app begins to close: streams end then, as nothing else would make them. */
    closing: AbortSignal;
  }
}

/** Lets streams end when the app closes. */
export function endStreamsOnClose(app: FastifyInstance): void {
  const closing = new AbortController();
  app.decorate('closing', closing.signal);
  app.addHook('preClose', async () => closing.abort());
}

/** One server-sent event; `id` is what a client sends back as `Last-Event-ID` when it resumes. */
export interface StreamedEvent {
  event: string;
  data: unknown;
  id?: string | undefined;
}

/** Milliseconds after which a silent stream shows that it is alive, as proxies cut what is silent for longer. */
const HEARTBEAT_MS = 15_000;

/**
 * Answers with server-sent events until there are no more. The first bytes leave at once, with the headers. What fails
 * on the way ends the stream with an event `error`, a problem document.
 * @param open starts the events; its signal ends when nobody listens any more, or the app closes
 */
export function sendEvents(
  reply: FastifyReply,
  open: (signal: AbortSignal) => AsyncIterable<StreamedEvent>,
): FastifyReply {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const signal = AbortSignal.any([left.signal, reply.server.closing]);
  return (
    reply
      .type('text/event-stream; charset=utf-8')
      // A proxy that compressed or collected the stream would hold its events back.
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(frames(open(signal), signal, reply)))
  );
}

async function* frames(
  events: AsyncIterable<StreamedEvent>,
  signal: AbortSignal,
  reply: FastifyReply,
): AsyncGenerator<string> {
  yield ': open\n\n';
  const iterator = events[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    while (!signal.aborted) {
      const result = await firstOf(next, signal);
      if (result === undefined) {
        yield ': heartbeat\n\n';
      } else if (result.done) {
        return;
      } else {
        yield frameOf(result.value);
        next = iterator.next();
      }
    }
  } catch (error) {
    if (signal.aborted) return;
    reply.log.error({ err: error }, 'a stream failed');
    yield frameOf({ event: 'error', data: problemOf(failureOf(error)) });
  } finally {
    await iterator.return?.();
  }
}

/** The next event, or undefined when a heartbeat is due first. */
async function firstOf<Result>(next: Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
  const heartbeat = new AbortController();
  try {
    return await Promise.race([
      next,
      pause(HEARTBEAT_MS, undefined, { signal: AbortSignal.any([signal, heartbeat.signal]) }),
    ]);
  } finally {
    heartbeat.abort();
  }
}

function frameOf({ id, event, data }: StreamedEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
