import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import PQueue from 'p-queue';
import { z } from 'zod';
import type { Embedder } from './embedder.ts';
import { EmbeddingError } from './embedding-error.ts';
import { unitVector } from './unit-vector.ts';

/** The key of a provider, which an operator may set or change while texts are embedded. */
export interface EmbeddingKey {
  /** The key as far as it is known; undefined when none is set. */
  get(): Promise<string | undefined>;
  /** Reads the key again, since the provider refused the one that was known. */
  renew(): Promise<string | undefined>;
}

/** Where embeddings are asked for: OpenAI, any server that speaks its API, or a deployment on Azure. */
export type EmbeddingEndpoint =
  | { provider: 'openai'; key: EmbeddingKey; model?: string | undefined; baseUrl?: string | undefined }
  | {
      provider: 'azure';
      key: EmbeddingKey;
      endpoint: string;
      deployment: string;
      apiVersion?: string | undefined;
    };

export interface OpenAiEmbedderOptions {
  /** Of the vectors, which is also asked for: 1,536 unless given, which is not asked for, since older models know no such wish. */
  dimensions?: number;
  /** Requests begun in any minute, at most. */
  requestsPerMinute?: number;
  fetch?: typeof globalThis.fetch;
  /** Before the first new attempt, in milliseconds; it doubles each time, with jitter. */
  retryAfter?: number;
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
/** The longest rest that a provider may ask for, in milliseconds. */
const longestRest = 60_000;

const answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()) })),
});

/**
 * Embeddings by OpenAI or Azure OpenAI: in batches, within a rate, tried again when the provider is busy, after the rest
 * that it asks for. A key that is refused is read again.
 * @throws EmbeddingError
 */
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
  const request = embeddingRequest(endpoint, options);
  const call = async (texts: readonly string[], signal?: AbortSignal) =>
    queue.add(async () => vectorsOf(await request(texts, signal), texts.length, dimensions), {
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

interface Target {
  url: string;
  headers(key: string): Record<string, string>;
  body: Record<string, unknown>;
}

function targetOf(endpoint: EmbeddingEndpoint): Target {
  if (endpoint.provider === 'azure') {
    const { deployment, apiVersion = defaults.azureVersion } = endpoint;
    const base = endpoint.endpoint.replace(/\/+$/, '');
    return {
      url: `${base}/openai/deployments/${encodeURIComponent(deployment)}/embeddings?api-version=${apiVersion}`,
      headers: (key) => ({ 'api-key': key }),
      body: {},
    };
  }
  const { model = defaults.model, baseUrl = defaults.baseUrl } = endpoint;
  return {
    url: `${baseUrl.replace(/\/+$/, '')}/embeddings`,
    headers: (key) => ({ authorization: `Bearer ${key}` }),
    body: { model },
  };
}

/** Asks a provider, again and again where that may help; answers what it said. */
function embeddingRequest(
  endpoint: EmbeddingEndpoint,
  { fetch = globalThis.fetch, retryAfter = 500, dimensions }: OpenAiEmbedderOptions,
): (texts: readonly string[], signal?: AbortSignal) => Promise<unknown> {
  const { url, headers, body } = targetOf(endpoint);
  /** Until when the provider wants to be left alone, by all requests. */
  let restUntil = 0;

  async function send(key: string, input: string[], signal: AbortSignal | undefined): Promise<Response> {
    const rest = restUntil - Date.now();
    if (rest > 0) await pause(rest, undefined, { ...(signal && { signal }) });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers(key) },
      body: JSON.stringify({ ...body, ...(dimensions !== undefined && { dimensions }), input }),
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
    });
    if (!response.ok) await response.body?.cancel();
    return response;
  }

  async function attempt(input: string[], signal: AbortSignal | undefined): Promise<unknown> {
    const key = await keyFor(endpoint, endpoint.key.get());
    let response = await send(key, input, signal);
    if (response.status === 401 || response.status === 403) {
      const renewed = await keyFor(endpoint, endpoint.key.renew());
      if (renewed !== key) response = await send(renewed, input, signal);
    }
    if (response.ok) return response.json();
    if (response.status === 429 || response.status >= 500) {
      restUntil = Math.max(restUntil, Date.now() + restAskedFor(response.headers));
      throw new EmbeddingError('unavailable', `The embedding provider answered ${response.status}.`);
    }
    throw new EmbeddingError(
      'refused',
      `The embedding provider refused: ${response.status}. Check its key and model.`,
    );
  }

  return async (texts, signal) => {
    const input = texts.map((text) => text.slice(0, longestText) || ' ');
    try {
      return await pRetry(() => attempt(input, signal), {
        retries: attempts - 1,
        minTimeout: retryAfter,
        randomize: true,
        shouldRetry: ({ error }) => !(error instanceof EmbeddingError) || error.code === 'unavailable',
        ...(signal && { signal }),
      });
    } catch (error) {
      if (error instanceof EmbeddingError || signal?.aborted) throw error;
      throw new EmbeddingError(
        'unavailable',
        `The embedding provider at ${new URL(url).host} did not answer.`,
        {
          cause: error,
        },
      );
    }
  };
}

/** Servers of one's own often want no key, but the protocol carries one: then it is a placeholder. */
async function keyFor(endpoint: EmbeddingEndpoint, asked: Promise<string | undefined>): Promise<string> {
  const key = await asked;
  if (key !== undefined) return key;
  if (endpoint.provider === 'openai' && endpoint.baseUrl !== undefined) return 'none';
  const [variable, secret] =
    endpoint.provider === 'azure'
      ? ['AZURE_OPENAI_API_KEY', 'azure-openai-key']
      : ['OPENAI_API_KEY', 'openai-api-key'];
  throw new EmbeddingError(
    'refused',
    `EMBEDDINGS=${endpoint.provider} needs a key: set ${variable} or the secret ${secret}, or EMBEDDINGS=none.`,
  );
}

/** Milliseconds that an answer asks to be left alone for: in `retry-after-ms`, or in `retry-after` as seconds or a date. */
function restAskedFor(headers: Headers): number {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const after = headers.get('retry-after');
  const rest = [milliseconds, Number(after ?? Number.NaN) * 1_000, Date.parse(after ?? '') - Date.now()].find(
    Number.isFinite,
  );
  return Math.min(longestRest, Math.max(0, rest ?? 0));
}

function vectorsOf(json: unknown, count: number, dimensions: number): number[][] {
  const parsed = answer.safeParse(json);
  const data = parsed.success ? parsed.data.data.toSorted((a, b) => a.index - b.index) : [];
  if (data.length !== count)
    throw new EmbeddingError('malformed', 'The embedding provider’s answer has not the vectors asked for.');
  const other = data.find(({ embedding }) => embedding.length !== dimensions);
  if (other)
    throw new EmbeddingError(
      'malformed',
      `The model makes vectors of ${other.embedding.length} numbers, not ${dimensions}: set EMBEDDING_DIMENSIONS.`,
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
