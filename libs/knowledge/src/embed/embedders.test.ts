import { openAiSettings } from '@marketscope/runtime';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cachedEmbedder, memoryVectorCache } from './cached-embedder.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';
import type { EmbeddingEndpoint, EmbeddingKey } from './openai-embedder.ts';
import { checkEmbeddingSettings, createEmbedder, embeddingSettings } from './embedding-settings.ts';
import { createLocalEmbedder } from './local-embedder.ts';

interface Call {
  url: string;
  headers: Headers;
  body: { input: string[]; model?: string; dimensions: number };
}

/** A provider that makes of each text a vector of its length, and answers with the given statuses first. */
function provider(statuses: number[] = [], answerHeaders: Record<string, string> = {}) {
  const calls: Call[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as Call['body'];
    calls.push({ url: String(url), headers: new Headers(init?.headers), body });
    const status = statuses.shift() ?? 200;
    if (status !== 200) return new Response('{}', { status, headers: answerHeaders });
    const data = body.input.map((text, index) => ({ index, embedding: [text.length, 0, 0] }));
    return Response.json({ data: data.toReversed() });
  };
  return { calls, fetch: fetch as typeof globalThis.fetch };
}

const key = (...keys: string[]): EmbeddingKey => ({
  get: async () => keys[0],
  async renew() {
    if (keys.length > 1) keys.shift();
    return keys[0];
  },
});
const openai: EmbeddingEndpoint = { provider: 'openai', key: key('key') };
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
      key: key('key'),
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

  it('leave the provider alone for as long as it asks, with all their requests', async () => {
    const { calls, fetch } = provider([429], { 'retry-after-ms': '300' });
    const at: number[] = [];
    const timed: typeof fetch = async (...request) => {
      at.push(performance.now());
      return fetch(...request);
    };
    const embedder = createOpenAiEmbedder(openai, { ...quick, fetch: timed });
    await embedder.embedQuestion('abc').then(() => embedder.embedQuestion('abcd'));
    expect(calls).toHaveLength(3);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(295);
  });

  it('go on with a new key when the old one is refused', async () => {
    const { calls, fetch } = provider([401]);
    const embedder = createOpenAiEmbedder(
      { provider: 'openai', key: key('old', 'new') },
      { ...quick, fetch },
    );
    expect(await embedder.embedQuestion('abc')).toEqual([1, 0, 0]);
    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
  });

  it('say what is missing when there is no key, which a server of one’s own needs not', async () => {
    const { calls, fetch } = provider();
    const none = key();
    await expect(
      createOpenAiEmbedder({ provider: 'openai', key: none }, { ...quick, fetch }).embedQuestion('abc'),
    ).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('OPENAI_API_KEY') });
    const own = { provider: 'openai', key: none, baseUrl: 'http://127.0.0.1:1/v1', model: 'nomic' } as const;
    await createOpenAiEmbedder(own, { ...quick, fetch }).embedQuestion('abc');
    expect(calls.map(({ url }) => url)).toEqual(['http://127.0.0.1:1/v1/embeddings']);
  });

  it('tell that a server can’t be reached, after several attempts', async () => {
    let attempts = 0;
    const fetch = async () => {
      attempts += 1;
      throw new TypeError('fetch failed');
    };
    await expect(
      createOpenAiEmbedder(openai, { ...quick, fetch }).embedQuestion('abc'),
    ).rejects.toMatchObject({ code: 'unavailable' });
    expect(attempts).toBe(5);
  });

  it('of another length than asked for are not taken', async () => {
    const { fetch } = provider();
    await expect(
      createOpenAiEmbedder(openai, { ...quick, dimensions: 4, fetch }).embedQuestion('abc'),
    ).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining('EMBEDDING_DIMENSIONS') });
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

describe('the embedder that is set', () => {
  const read = (environment: Record<string, string>) =>
    z
      .object({ ...openAiSettings.shape, ...embeddingSettings.shape })
      .superRefine(checkEmbeddingSettings)
      .safeParse(environment);
  const named = (environment: Record<string, string>) => {
    const asked: string[] = [];
    const embedder = createEmbedder(read(environment).data ?? expect.fail(), (provider) => {
      asked.push(provider);
      return key('key');
    });
    return { name: embedder?.name, dimensions: embedder?.dimensions, asked };
  };

  it('is none unless one is named, whatever keys there are', () => {
    expect(named({ OPENAI_API_KEY: 'sk', EMBEDDINGS: '' })).toMatchObject({ name: undefined, asked: [] });
  });

  it('is of the provider that is named, by its own key', () => {
    expect(named({ EMBEDDINGS: 'openai' })).toMatchObject({
      name: 'openai:text-embedding-3-small',
      dimensions: 1536,
      asked: ['openai'],
    });
    const ollama = { OPENAI_EMBEDDING_MODEL: 'nomic-embed-text', EMBEDDING_DIMENSIONS: '768' };
    expect(named({ EMBEDDINGS: 'openai', ...ollama })).toMatchObject({
      name: 'openai:nomic-embed-text',
      dimensions: 768,
    });
    const azure = {
      AZURE_OPENAI_ENDPOINT: 'https://us.openai.azure.com',
      AZURE_OPENAI_API_VERSION: '2024-10-21',
      AZURE_OPENAI_EMBEDDING_DEPLOYMENT: 'ours',
    };
    expect(named({ EMBEDDINGS: 'azure', ...azure })).toMatchObject({ name: 'azure:ours', asked: ['azure'] });
    expect(named({ EMBEDDINGS: 'local' })).toMatchObject({ dimensions: 512, asked: [] });
  });

  it('asks a server for embeddings alone, where there is one, and else the language model’s', async () => {
    const { calls, fetch } = provider();
    const model = { EMBEDDINGS: 'openai', EMBEDDING_DIMENSIONS: '8', OPENAI_BASE_URL: 'http://model/v1' };
    for (const settings of [model, { ...model, OPENAI_EMBEDDING_BASE_URL: 'http://vectors/v1' }]) {
      const embedder = createEmbedder(read(settings).data ?? expect.fail(), () => key('key'), { fetch });
      await expect(embedder?.embedQuestion('abc')).rejects.toMatchObject({ code: 'malformed' });
    }
    expect(calls.map(({ url }) => url)).toEqual([
      'http://model/v1/embeddings',
      'http://vectors/v1/embeddings',
    ]);
  });

  it('is refused where it is unknown, or a part of it is missing, each of which is named', () => {
    expect(read({ EMBEDDINGS: 'word2vec' }).success).toBe(false);
    expect(read({ EMBEDDINGS: 'azure' }).error?.issues.map(({ path }) => path[0])).toEqual([
      'AZURE_OPENAI_ENDPOINT',
      'AZURE_OPENAI_API_VERSION',
      'AZURE_OPENAI_EMBEDDING_DEPLOYMENT',
    ]);
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
