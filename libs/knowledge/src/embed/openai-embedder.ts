import pRetry, { AbortError } from 'p-retry';
import PQueue from 'p-queue';
import { z } from 'zod';
import type { Embedder } from './embedder.ts';
import { unitVector } from './unit-vector.ts';

/** Where embeddings are asked for: OpenAI, any server that speaks its API, or a deployment on Azure. */
export type EmbeddingEndpoint =
  | { provider: 'openai'; apiKey: string; model?: string; baseUrl?: string }
  | { provider: 'azure'; apiKey: string; endpoint: string; deployment: string; apiVersion?: string };

export interface OpenAiEmbedderOptions {
  /** Of the vectors: the models of 2024 and later can make shorter ones. */
  dimensions?: number;
  /** Requests begun in any minute, at most. */
  requestsPerMinute?: number;
  fetch?: typeof globalThis.fetch;
  /** Before the first new attempt, in milliseconds; it doubles each time, with jitter. */
  retryAfter?: number;
}

/** The provider won't make embeddings: a bad key, an unknown model, or no answer after several attempts. */
export class EmbeddingError extends Error {
  readonly code: 'refused' | 'unavailable' | 'malformed';
  constructor(code: 'refused' | 'unavailable' | 'malformed', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddingError';
    this.code = code;
  }
}

const defaults = {
  model: 'text-embedding-3-small',
  baseUrl: 'https://api.openai.com/v1',
  azureVersion: '2024-10-21',
  dimensions: 1_536,
  requestsPerMinute: 500,
} as const;
/** The API takes 2,048 inputs and 300,000 tokens a request; a token is four characters or so, of figures fewer. */
const batchLimits = { texts: 256, characters: 500_000 } as const;
/** One input may have 8,191 tokens; figures take one for each two or three characters. */
const longestText = 16_000;
const attempts = 5;
const timeout = 30_000;

const answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()) })),
});

/** Embeddings by OpenAI or Azure OpenAI: in batches, within a rate, tried again when the provider is busy. */
export function createOpenAiEmbedder(
  endpoint: EmbeddingEndpoint,
  options: OpenAiEmbedderOptions = {},
): Embedder {
  const dimensions = options.dimensions ?? defaults.dimensions;
  const queue = new PQueue({
    concurrency: 4,
    interval: 60_000,
    intervalCap: options.requestsPerMinute ?? defaults.requestsPerMinute,
  });
  const request = embeddingRequest(endpoint, dimensions);
  const call = async (texts: readonly string[], signal?: AbortSignal) =>
    queue.add(() => requestEmbeddings(request, texts, dimensions, options, signal), {
      ...(signal && { signal }),
    });

  async function embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    return (await Promise.all(batches(texts).map((batch) => call(batch, signal)))).flat();
  }

  return {
    name: embedderName(endpoint),
    dimensions,
    embedPassages,
    async embedQuestion(text, signal) {
      const [vector = []] = await embedPassages([text], signal);
      return vector;
    },
  };
}

function embedderName(endpoint: EmbeddingEndpoint): string {
  return endpoint.provider === 'azure'
    ? `azure:${endpoint.deployment}`
    : `openai:${endpoint.model ?? defaults.model}`;
}

interface EmbeddingRequest {
  url: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

function embeddingRequest(endpoint: EmbeddingEndpoint, dimensions: number): EmbeddingRequest {
  if (endpoint.provider === 'azure') {
    const { apiKey, deployment, apiVersion = defaults.azureVersion } = endpoint;
    const base = endpoint.endpoint.replace(/\/+$/, '');
    return {
      url: `${base}/openai/deployments/${encodeURIComponent(deployment)}/embeddings?api-version=${apiVersion}`,
      headers: { 'api-key': apiKey },
      body: { dimensions },
    };
  }
  const { apiKey, model = defaults.model, baseUrl = defaults.baseUrl } = endpoint;
  return {
    url: `${baseUrl.replace(/\/+$/, '')}/embeddings`,
    headers: { authorization: `Bearer ${apiKey}` },
    body: { model, dimensions },
  };
}

async function requestEmbeddings(
  { url, headers, body }: EmbeddingRequest,
  texts: readonly string[],
  dimensions: number,
  { fetch = globalThis.fetch, retryAfter = 500 }: OpenAiEmbedderOptions,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  return pRetry(
    async () => {
      const stop = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ ...body, input: texts.map((text) => text.slice(0, longestText) || ' ') }),
        signal: stop,
      });
      if (response.status === 429 || response.status >= 500)
        throw new EmbeddingError('unavailable', `The embedding provider answered ${response.status}.`);
      if (!response.ok)
        throw new AbortError(
          new EmbeddingError(
            'refused',
            `The embedding provider refused: ${response.status}. Check its key and model.`,
          ),
        );
      return vectorsOf(await response.json(), texts.length, dimensions);
    },
    { retries: attempts - 1, minTimeout: retryAfter, randomize: true, ...(signal && { signal }) },
  );
}

function vectorsOf(json: unknown, count: number, dimensions: number): number[][] {
  const parsed = answer.safeParse(json);
  const data = parsed.success ? parsed.data.data.toSorted((a, b) => a.index - b.index) : [];
  if (data.length !== count || data.some(({ embedding }) => embedding.length !== dimensions))
    throw new AbortError(
      new EmbeddingError('malformed', 'The embedding provider’s answer has not the vectors asked for.'),
    );
  return data.map(({ embedding }) => unitVector(embedding));
}

function batches(texts: readonly string[]): string[][] {
  const all: string[][] = [];
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const length = Math.min(text.length, longestText);
    if (batch.length && (batch.length >= batchLimits.texts || characters + length > batchLimits.characters)) {
      all.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += length;
  }
  return batch.length ? [...all, batch] : all;
}
