import { answerEvent, session, type AnswerEvent } from '@marketscope/contracts';
import { createParser } from 'eventsource-parser';
import { expect } from 'vitest';
import { appOnFakes, password } from './app-on-fakes.ts';

/** An event of an answer with its id, as a client saw it. */
export type SeenEvent = AnswerEvent & { id: number };

/** An open stream of an answer. */
export interface OpenStream {
  status: number;
  /** What has arrived so far. */
  events: SeenEvent[];
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  /** Drops the connection. */
  leave(): void;
}

/** The app on fakes behind a real server, with clients that read streams as browsers do. */
export async function listeningApp(...options: Parameters<typeof appOnFakes>) {
  const fakes = await appOnFakes(...options);
  const base = await fakes.app.listen({ host: '127.0.0.1', port: 0 });

  function clientWith(accessToken: string) {
    const request = (
      method: string,
      path: string,
      {
        body,
        headers = {},
        signal,
      }: { body?: object; headers?: Record<string, string>; signal?: AbortSignal } = {},
    ): Promise<Response> =>
      fetch(`${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body ? JSON.stringify(body) : null,
        signal: signal ?? null,
      });

    async function open(
      method: string,
      path: string,
      options: { body?: object; headers?: Record<string, string> },
    ) {
      const leaving = new AbortController();
      const headers = { accept: 'text/event-stream', ...options.headers };
      const response = await request(method, path, { ...options, headers, signal: leaving.signal });
      const events: SeenEvent[] = [];
      const stream: OpenStream = {
        status: response.status,
        events,
        ended: read(response, events).catch((error: unknown) => {
          if (!leaving.signal.aborted) throw error;
        }),
        leave: () => leaving.abort(),
      };
      return stream;
    }

    return {
      accessToken,
      request,
      json: async (method: string, path: string, body?: object): Promise<unknown> =>
        (await request(method, path, body && { body })).json(),
      ask: (body: object, headers: Record<string, string> = {}) =>
        open('POST', '/api/chat/message', { body, headers }),
      follow: (messageId: string, after?: number) =>
        open('GET', `/api/chat/messages/${messageId}/stream`, {
          headers: after === undefined ? {} : { 'last-event-id': String(after) },
        }),
      stop: (messageId: string) => request('POST', `/api/chat/messages/${messageId}/stop`),
    };
  }

  return {
    ...fakes,
    /** A client of somebody who has just registered. */
    async client(name = 'ada') {
      const { session } = await fakes.register(name);
      return clientWith(session.accessToken);
    },
    /** A client of somebody who has registered before, perhaps with another process. */
    async returningClient(name = 'ada') {
      return clientWith(session.parse((await fakes.signIn(name, password)).json()).accessToken);
    },
  };
}

export type Client = Awaited<ReturnType<Awaited<ReturnType<typeof listeningApp>>['client']>>;

async function read(response: Response, events: SeenEvent[]): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data, id }) =>
      events.push({
        ...answerEvent.parse({ name: event, data: JSON.parse(data) as unknown }),
        id: Number(id),
      }),
  });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) return;
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text);
}

/** Waits until a stream has shown this much text. */
export async function textShown(stream: OpenStream, text: string): Promise<void> {
  await expect.poll(() => textOf(stream.events)).toBe(text);
}

/** The text of an answer's events. */
export function textOf(events: readonly AnswerEvent[]): string {
  return events.map((event) => (event.name === 'token' ? event.data.text : '')).join('');
}

/** Ids of the answer that a stream is of, once it has named them. */
export async function idsOf(
  stream: OpenStream,
): Promise<{ conversationId: string; messageId: string; title: string }> {
  await expect.poll(() => stream.events.length).toBeGreaterThan(0);
  const [first] = stream.events;
  if (first?.name !== 'conversation') throw new Error('the stream does not begin with its ids');
  return first.data;
}
