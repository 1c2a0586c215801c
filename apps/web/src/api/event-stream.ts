import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** One server-sent event. `name` is `message` where the server gave none. */
export interface ServerEvent {
  name: string;
  id: string | undefined;
  data: string;
}

/** Nothing came for longer than the server's heartbeat allows: the connection is dead, though nobody closed it. */
export class SilentStreamError extends Error {
  constructor(seconds: number) {
    super(`Nothing came from the server for ${seconds} s`);
    this.name = 'SilentStreamError';
  }
}

/**
 * Reads server-sent events from a response's body, however it is cut into chunks; comments (heartbeats) are skipped.
 * An event that the body's end cuts off is dropped, as the standard says. Leaving the loop cancels the body.
 * @throws SilentStreamError when nothing, not even a heartbeat, came for `silenceSeconds`
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { silenceSeconds = 45 }: { silenceSeconds?: number } = {},
): AsyncGenerator<ServerEvent, void, void> {
  const decoder = new TextDecoder();
  const parsed: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => parsed.push(event) });
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(silenceSeconds, reader.read());
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { event, id, data } of parsed.splice(0)) yield { name: event ?? 'message', id, data };
    }
  } finally {
    // A body that broke refuses to be cancelled; there is nothing left to release then.
    await reader.cancel().catch(() => undefined);
  }
}

async function within<Result>(seconds: number, result: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilentStreamError(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([result, silence]);
  } finally {
    clearTimeout(timer);
  }
}
