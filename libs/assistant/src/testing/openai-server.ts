import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { strictSchemaFaults } from './strict-schema.ts';

/** What a client sent to `POST …/chat/completions`, as far as tests look at it. */
const completionRequest = z.object({
  model: z.string(),
  stream: z.boolean(),
  messages: z.array(z.looseObject({ role: z.string() })),
  tools: z
    .array(
      z.looseObject({
        function: z.looseObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          // OpenAI's own limit.
          description: z.string().max(1024),
          parameters: z.unknown(),
        }),
      }),
    )
    .optional(),
  tool_choice: z.unknown().optional(),
});

/** A delta of a streamed completion, or the reason why it ended, or what it cost. */
export type Chunk =
  | { delta: object }
  | { finish: 'stop' | 'tool_calls' | 'length' }
  | { usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number } };

/** How the server answers one request. */
export type Reply =
  | { status: number; body?: object; headers?: Record<string, string> }
  | {
      chunks: Chunk[];
      /** Ends the stream without its `[DONE]`, or tears the connection down. */ end?: 'cut' | 'torn';
    }
  | 'silence';

/**
 * A server on a loopback port that speaks OpenAI's chat-completions protocol and answers as it is told, in order. It refuses
 * tools that OpenAI would refuse.
 */
export async function startOpenAiServer(...replies: Reply[]) {
  const requests: (z.infer<typeof completionRequest> & {
    authorization: string | undefined;
    /** Azure's header of the key. */
    apiKey: string | undefined;
    url: string | undefined;
  })[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = completionRequest.safeParse(JSON.parse(await text(request)));
    const faults = read.success
      ? (read.data.tools ?? []).flatMap((tool) =>
          strictSchemaFaults(tool.function.parameters, tool.function.name),
        )
      : [z.prettifyError(read.error)];
    if (!read.success || faults.length > 0) {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: faults.join('; '), type: 'invalid_request_error' } }));
      return;
    }
    const body = read.data;
    const { authorization, 'api-key': apiKey } = request.headers;
    requests.push({ ...body, authorization, apiKey: apiKey?.toString(), url: request.url });
    const reply = replies[requests.length - 1] ?? { status: 500 };
    if (reply === 'silence') return;
    if ('status' in reply) {
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(
        JSON.stringify(reply.body ?? { error: { message: 'no', type: 'server_error', code: null } }),
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of reply.chunks) {
      const choices =
        'usage' in chunk ? [] : [{ index: 0, delta: {}, finish_reason: null, ...choiceOf(chunk) }];
      const data = {
        id: 'completion',
        object: 'chat.completion.chunk',
        created: 1,
        model: body.model,
        choices,
      };
      const event = `data: ${JSON.stringify({ ...data, ...('usage' in chunk && { usage: chunk.usage }) })}\n\n`;
      await new Promise((written) => response.write(event, written));
    }
    if (reply.end === 'torn') response.socket?.destroy();
    else response.end(reply.end === 'cut' ? '' : 'data: [DONE]\n\n');
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function choiceOf(chunk: Exclude<Chunk, { usage: object }>): object {
  return 'delta' in chunk ? { delta: chunk.delta } : { finish_reason: chunk.finish };
}

/** Text in as many deltas as it has words. */
export function said(words: string): Chunk[] {
  return [
    { delta: { role: 'assistant', content: '' } },
    ...(words.match(/\S+\s*/g) ?? []).map((content) => ({ delta: { content } })),
    { finish: 'stop' },
  ];
}

/** Calls whose arguments arrive in pieces, as a real server sends them. */
export function called(...calls: { name: string; args: string }[]): Chunk[] {
  return [
    { delta: { role: 'assistant', content: null } },
    ...calls.flatMap(({ name, args }, index) => [
      {
        delta: {
          tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } }],
        },
      },
      ...(args.match(/.{1,5}/g) ?? []).map((piece) => ({
        delta: { tool_calls: [{ index, function: { arguments: piece } }] },
      })),
    ]),
    { finish: 'tool_calls' },
  ];
}
