import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const request = z.object({
  model: z.string(),
  input: z.array(z.string()),
  dimensions: z.number().int().optional(),
});

/** Numbers in a vector: one for each meaning, the others the same for every text. */
const DIMENSIONS = 8;

/** A server that speaks OpenAI's protocol of embeddings, and whose vectors tell meanings apart. */
export interface EmbeddingServer {
  /** For `OPENAI_BASE_URL` or `OPENAI_EMBEDDING_BASE_URL`. */
  url: string;
  dimensions: number;
  /** What was asked for, and as whom: a request each, those among them that were refused. */
  requests: { model: string; texts: string[]; authorization: string | undefined }[];
  /** Answers the next request by a status, with headers. */
  refuseNext(status: number, headers?: Record<string, string>): void;
  /** Never answers requests of which one text holds these words; undefined for none. */
  ignore(words: string | undefined): void;
  /** Resolves when there has been a request of which one text holds these words. */
  asked(words: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param meanings words that mean the same, list by list: at most seven lists */
export async function startEmbeddingServer(
  meanings: readonly (readonly string[])[],
): Promise<EmbeddingServer> {
  const requests: EmbeddingServer['requests'] = [];
  const refusals: { status: number; headers: Record<string, string> }[] = [];
  const told = new EventEmitter();
  let ignored: string | undefined;
  const vectorOf = (text: string): number[] =>
    Array.from({ length: DIMENSIONS }, (_, at) =>
      meanings[at]?.some((word) => text.toLowerCase().includes(word)) ? 1 : 0.01,
    );

  const server = createServer((incoming, response) => {
    if (incoming.url !== '/v1/embeddings') {
      response.writeHead(404).end();
      return;
    }
    void json(incoming).then((body) => {
      const { model, input: texts } = request.parse(body);
      requests.push({ model, texts, authorization: incoming.headers.authorization });
      told.emit('asked');
      const refusal = refusals.shift();
      if (refusal) {
        response.writeHead(refusal.status, refusal.headers).end('{}');
        return;
      }
      const words = ignored;
      if (words !== undefined && texts.some((text) => text.includes(words))) return;
      const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ object: 'list', model, data }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    dimensions: DIMENSIONS,
    requests,
    refuseNext: (status, headers = {}) => void refusals.push({ status, headers }),
    ignore: (words) => (ignored = words),
    async asked(words) {
      while (!requests.some(({ texts }) => texts.some((text) => text.includes(words))))
        await once(told, 'asked');
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
