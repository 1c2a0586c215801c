import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** One answer of a provider's server: a status and a body (JSON unless it is text), or none at all. */
export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | 'silence';

/** An answer, or what is answered to each question. */
export type ScriptedAnswer = Answer | ((url: URL) => Answer);

/** What a server answers to each kind of question: one answer each time, the last from then on; 404 where nothing was set. */
export interface AnswerScript<Kind extends string> {
  set(kind: Kind, answers: ScriptedAnswer[]): void;
  next(kind: Kind, url: URL): Answer;
}

export function answerScript<const Kind extends string>(kinds: readonly Kind[]): AnswerScript<Kind> {
  const answers = new Map<Kind, ScriptedAnswer[]>(kinds.map((kind) => [kind, []]));
  return {
    set: (kind, given) => void answers.set(kind, given),
    next(kind, url) {
      const [first = { status: 404 }, ...rest] = answers.get(kind) ?? [];
      if (rest.length > 0) answers.set(kind, rest);
      return typeof first === 'function' ? first(url) : first;
    },
  };
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return;
  const { status = 200, body = '', headers = {} } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    ...headers,
  });
  response.end(text);
}

/** Starts a server on this machine, on whatever port is free. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ baseUrl: string; stop(): Promise<void> }> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
