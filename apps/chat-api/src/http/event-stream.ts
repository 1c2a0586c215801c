import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { failureOf, problemOf } from './problems.ts';

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
  { heartbeatMs = HEARTBEAT_MS }: { heartbeatMs?: number } = {},
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
      .send(Readable.from(frames(open(signal), { signal, heartbeatMs, log: reply.log })))
  );
}

async function* frames(
  events: AsyncIterable<StreamedEvent>,
  { signal, heartbeatMs, log }: { signal: AbortSignal; heartbeatMs: number; log: FastifyBaseLogger },
): AsyncGenerator<string> {
  yield ': open\n\n';
  const iterator = events[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    while (!signal.aborted) {
      const result = await nextWithin(heartbeatMs, next, signal);
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
    log.error({ err: error }, 'a stream failed');
    yield frameOf({ event: 'error', data: problemOf(failureOf(error)) });
  } finally {
    await iterator.return?.();
  }
}

/** The next event, or undefined when a heartbeat is due first. */
async function nextWithin<Result>(
  heartbeatMs: number,
  next: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  const heartbeat = new AbortController();
  try {
    return await Promise.race([
      next,
      pause(heartbeatMs, undefined, { signal: AbortSignal.any([signal, heartbeat.signal]) }),
    ]);
  } finally {
    heartbeat.abort();
  }
}

function frameOf({ id, event, data }: StreamedEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
