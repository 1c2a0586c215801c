/** A response of server-sent events that stays open until it is ended or cut. */
export interface OpenStream {
  response: Response;
  send(event: { name: string; data: unknown; id?: string }): void;
  comment(): void;
  /** Ends it as a server does that has no more to say. */
  end(): void;
  /** Breaks it as a lost connection does. */
  cut(): void;
}

export function openEventStream(signal: AbortSignal | null | undefined): OpenStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(started) {
      controller = started;
    },
    cancel() {
      controller = undefined;
    },
  });
  const close = (how: (open: ReadableStreamDefaultController<Uint8Array>) => void) => {
    if (controller === undefined) return;
    how(controller);
    controller = undefined;
  };
  const write = (text: string) => controller?.enqueue(encoder.encode(text));
  signal?.addEventListener('abort', () => close((open) => open.error(signal.reason)));
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    send({ name, data, id }) {
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    comment: () => write(': heartbeat\n\n'),
    end: () => close((open) => open.close()),
    cut: () => close((open) => open.error(new TypeError('network error'))),
  };
}
