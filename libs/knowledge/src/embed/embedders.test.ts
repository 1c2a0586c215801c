import { describe, expect, it } from 'vitest';
import { cachedEmbedder, memoryVectorCache } from './cached-embedder.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';
import type { EmbeddingEndpoint } from './openai-embedder.ts';
import { createLocalEmbedder } from './local-embedder.ts';

interface Call {
  url: string;
  headers: Headers;
  body: { input: string[]; model?: string; dimensions: number };
}

/** A provider that makes of each text a vector of its length, and answers with the given statuses first. */
function provider(statuses: number[] = []) {
  const calls: Call[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as Call['body'];
    calls.push({ url: String(url), headers: new Headers(init?.headers), body });
    const status = statuses.shift() ?? 200;
    if (status !== 200) return new Response('{}', { status });
    const data = body.input.map((text, index) => ({ index, embedding: [text.length, 0, 0] }));
    return Response.json({ data: data.toReversed() });
  };
  return { calls, fetch: fetch as typeof globalThis.fetch };
}

const openai: EmbeddingEndpoint = { provider: 'openai', apiKey: 'key' };
const quick = { dimensions: 3, retryAfter: 1 };

describe('embeddings by OpenAI', () => {
  it('come in the order of the texts, of unit length, in batches', async () => {
    const { calls, fetch } = provider();
    const embedder = createOpenAiEmbedder(openai, { ...quick, fetch });
    const vectors = await embedder.embedPassages(Array.from({ length: 300 }, (_, at) => 'x'.repeat(at + 1)));
    expect(vectors).toHaveLength(300);
    expect(new Set(vectors.map((vector) => vector.join()))).toEqual(new Set(['1,0,0']));
    expect(calls.map(({ body }) => body.input.length)).toEqual([256, 44]);
    expect(calls[0]).toMatchObject({
      url: 'https://api.openai.com/v1/embeddings',
      body: { model: 'text-embedding-3-small', dimensions: 3 },
    });
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer key');
    expect(embedder.name).toBe('openai:text-embedding-3-small');
  });

  it('are asked for at a deployment on Azure', async () => {
    const { calls, fetch } = provider();
    const endpoint = {
      provider: 'azure',
      apiKey: 'key',
      endpoint: 'https://x.openai.azure.com/',
      deployment: 'emb',
    } as const;
    const embedder = createOpenAiEmbedder(endpoint, { ...quick, fetch });
    await embedder.embedQuestion('lamp');
    expect(calls[0]?.url).toBe(
      'https://x.openai.azure.com/openai/deployments/emb/embeddings?api-version=2024-10-21',
    );
    expect(calls[0]?.headers.get('api-key')).toBe('key');
    expect(embedder.name).toBe('azure:emb');
  });

  it('are asked for again when the provider is busy, and not when it refuses', async () => {
    const busy = provider([429, 503]);
    expect(await createOpenAiEmbedder(openai, { ...quick, fetch: busy.fetch }).embedQuestion('abc')).toEqual([
      1, 0, 0,
    ]);
    expect(busy.calls).toHaveLength(3);
    const refusing = provider([401]);
    await expect(
      createOpenAiEmbedder(openai, { ...quick, fetch: refusing.fetch }).embedQuestion('abc'),
    ).rejects.toMatchObject({ code: 'refused' });
    expect(refusing.calls).toHaveLength(1);
  });

  it('of another length than asked for are not taken', async () => {
    const { fetch } = provider();
    await expect(
      createOpenAiEmbedder(openai, { ...quick, dimensions: 4, fetch }).embedQuestion('abc'),
    ).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('a cached embedder', () => {
  it('asks once for each text, whatever else comes with it', async () => {
    const { calls, fetch } = provider();
    const embedder = cachedEmbedder(createOpenAiEmbedder(openai, { ...quick, fetch }), memoryVectorCache());
    expect(await embedder.embedPassages(['a', 'bb', 'a'])).toHaveLength(3);
    expect(await embedder.embedPassages(['bb', 'ccc'])).toHaveLength(2);
    await embedder.embedPassages(['ccc', 'a']);
    expect(calls.map(({ body }) => body.input)).toEqual([['a', 'bb'], ['ccc']]);
  });

  it('forgets what was used least lately', async () => {
    const cache = memoryVectorCache(2);
    await cache.set(
      new Map([
        ['a', [1]],
        ['b', [2]],
      ]),
    );
    await cache.get(['a']);
    await cache.set(new Map([['c', [3]]]));
    expect([...(await cache.get(['a', 'b', 'c'])).keys()]).toEqual(['a', 'c']);
  });
});

describe('the local embedder', () => {
  it('finds the nearer of two passages with no key and no network', async () => {
    const embedder = createLocalEmbedder();
    const [near = [], far = []] = await embedder.embedPassages([
      'The company paid cash dividends to its shareholders.',
      'The weather was rainy in spring.',
    ]);
    const question = await embedder.embedQuestion('How much did it distribute to stockholders?');
    const nearness = (vector: readonly number[]) =>
      vector.reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0);
    expect(question).toHaveLength(embedder.dimensions);
    expect(nearness(near)).toBeGreaterThan(nearness(far));
  });
});
