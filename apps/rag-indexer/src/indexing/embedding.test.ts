import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '@lancedb/lancedb';
import {
  createEmbedder,
  embeddingOf,
  embeddingSettings,
  openKnowledgeIndex,
  rebuildIndex,
  searchKnowledge,
  type Embedder,
} from '@marketscope/knowledge';
import { openAiSettings } from '@marketscope/runtime';
import { startEmbeddingServer, type EmbeddingServer } from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { RagIndexerPorts } from '../app.ts';
import { indexerWorld } from '../testing/indexer-world.ts';
import { createKnowledgeWriter } from './knowledge-writer.ts';

const key = 'users/ada/lighthouse.md';
const text = '# Yearly report\n\nThe beacon was repainted in May.\n';

let uri: string;
let server: EmbeddingServer;
beforeEach(async () => {
  uri = await mkdtemp(path.join(tmpdir(), 'indexer-embedding-'));
  server = await startEmbeddingServer([
    ['beacon', 'lamp'],
    ['vessel', 'boat'],
  ]);
});
afterEach(async () => {
  await server.stop();
  await rm(uri, { recursive: true, force: true });
});

/** The embedder that an operator's settings make, with the key that there is now. */
function embedderOf(settings: Record<string, string> = {}, keys: string[] = ['sk-first']): Embedder {
  const config = z.object({ ...openAiSettings.shape, ...embeddingSettings.shape }).parse({
    EMBEDDINGS: 'openai',
    OPENAI_BASE_URL: server.url,
    EMBEDDING_DIMENSIONS: String(server.dimensions),
    ...settings,
  });
  const embedder = createEmbedder(
    config,
    () => ({ get: async () => keys[0], renew: async () => keys.at(-1) }),
    { retryAfter: 1 },
  );
  return embedder ?? expect.fail('there is no embedder');
}

/** The indexer, with an index in a folder. */
function indexer(embedder: Embedder | undefined) {
  const world = indexerWorld();
  const index = createKnowledgeWriter({
    open: () => openKnowledgeIndex({ uri, embedding: embeddingOf(embedder) }),
    embedder,
    logger: world.ports.logger,
  });
  const ports: RagIndexerPorts = { ...world.ports, index };
  return {
    ...world,
    deliver: (options: Parameters<typeof world.deliver>[1] = {}) => world.deliver(key, { ports, ...options }),
  };
}

async function found(question: string, embedder: Embedder | undefined): Promise<string[]> {
  const index = await openKnowledgeIndex({ uri, embedding: embeddingOf(embedder) });
  try {
    const pages = await searchKnowledge(
      { index, ...(embedder && { embedder }) },
      { text: question, visibleTo: 'ada' },
    );
    return pages.map((page) => page.name);
  } finally {
    index.close();
  }
}

const paraphrase = 'When did the lamp get new colours?';

it('has a question in other words find the page, which words alone do not', async () => {
  const words = indexer(undefined);
  await words.put(key, text);
  await words.deliver();
  expect(await found(paraphrase, undefined)).toEqual([]);
  await rm(uri, { recursive: true });

  const embedder = embedderOf();
  const world = indexer(embedder);
  await world.put(key, text);
  expect(await world.deliver()).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed', pages: 1 });
  expect(await found(paraphrase, embedder)).toEqual(['lighthouse.md']);
});

it('asks the provider for many passages at once, and for none that it had before', async () => {
  const world = indexer(embedderOf());
  const sections = Array.from(
    { length: 70 },
    (_, at) => `# Part ${at}\n\n${`The vessel sailed ${at}. `.repeat(60)}`,
  );
  await world.put(key, sections.join('\n\n'));
  await world.deliver();
  const { chunks } = (await world.document(key)) ?? expect.fail();
  const asked = server.requests.map(({ texts }) => texts.length);
  expect(asked.reduce((sum, count) => sum + count)).toBe(chunks);
  expect(chunks).toBeGreaterThan(64);
  expect(asked).toHaveLength(Math.ceil((chunks ?? 0) / 64));

  await world.put(key, [...sections, '# Part 70\n\nA new boat came.'].join('\n\n'));
  server.requests.length = 0;
  await world.deliver();
  expect(await world.document(key)).toMatchObject({ state: 'indexed' });
  expect(server.requests.flatMap(({ texts }) => texts)).toEqual([
    expect.stringContaining('A new boat came.'),
  ]);
});

it('comes through a provider that is busy, and a key that was changed', async () => {
  const world = indexer(embedderOf({}, ['sk-first', 'sk-second']));
  await world.put(key, text);
  server.refuseNext(429, { 'retry-after-ms': '50' });
  server.refuseNext(503);
  server.refuseNext(401);
  expect(await world.deliver()).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed' });
  expect(server.requests.map(({ authorization }) => authorization)).toEqual([
    'Bearer sk-first',
    'Bearer sk-first',
    'Bearer sk-first',
    'Bearer sk-second',
  ]);
});

it('mixes no vectors of two makers: the document waits, its owner is told, and the operator what to do', async () => {
  const before = indexer(undefined);
  await before.put('users/ada/old.md', 'An old vessel.');
  await before.deliver();
  await before.put(key, text);
  await before.deliver();

  const embedder = embedderOf();
  const world = indexer(embedder);
  await world.put(key, text);
  expect(await world.deliver({ messageId: 'm1' })).toBe(false);
  expect(await world.document(key)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/It waits/),
  });
  expect(JSON.stringify(world.lines)).toContain('npm run reindex');
  expect(server.requests).toEqual([]);
  expect(await found('beacon', undefined)).toEqual(['lighthouse.md']);

  await rebuildIndex({
    uri,
    embedder,
    grace: 0,
    freshness: 0,
    newRevision: () => '000000',
    source: {
      list: async () => [{ documentId: `id-of-${key}`, name: 'lighthouse.md', version: 'v', ownerId: 'ada' }],
      read: async () => Buffer.from(text),
    },
  });
  expect(await found(paraphrase, embedder)).toEqual(['lighthouse.md']);
  // The message comes again.
  expect(await world.deliver({ messageId: 'm1' })).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed', reason: null });
});

it('has documents wait, too, where another version laid the index out', async () => {
  const world = indexer(undefined);
  await world.put(key, text);
  await world.deliver();
  const database = await connect(uri);
  await (await database.openTable('chunks_1')).dropColumns(['place']);
  database.close();

  const later = indexer(undefined);
  await later.put(key, text);
  expect(await later.deliver()).toBe(false);
  expect(await later.document(key)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/It waits/),
  });
  expect(JSON.stringify(later.lines)).toContain('npm run reindex');
});

it('is done with a version that a rebuild has put in while it was read', async () => {
  const embedder = embedderOf();
  const world = indexer(embedder);
  await world.put(key, text);
  const { version } = (await world.knowledgeBase.files.head(key)) ?? expect.fail();
  const rebuilt = (of: string) =>
    rebuildIndex({
      uri,
      embedder,
      grace: 0,
      freshness: 0,
      newRevision: () => 'a later one',
      source: {
        list: async () => [
          { documentId: `id-of-${key}`, name: 'lighthouse.md', version: of, ownerId: 'ada' },
        ],
        read: async () => Buffer.from(text),
      },
    });
  await rebuilt('an earlier version');
  expect(await world.deliver({ messageId: 'm1' })).toBe(false);
  await rebuilt(version);
  expect(await world.deliver({ messageId: 'm1' })).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed', version, pages: 1 });

  // Its removal is not done with before it is out of the index, where the rebuild's revision is still ahead.
  await world.knowledgeBase.files.remove(key);
  expect(await world.deliver({ messageId: 'm2' })).toBe(false);
  expect(await world.document(key)).toMatchObject({ state: 'indexed' });
});

it('says at once what a provider refuses, which no further try would mend', async () => {
  const world = indexer(embedderOf({}, ['sk-wrong']));
  await world.put(key, text);
  server.refuseNext(401);
  expect(await world.deliver({ messageId: 'm1' })).toBe(false);
  expect(await world.document(key)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/It waits/),
  });
  expect(JSON.stringify(world.lines)).toContain('Check its key and model');
  expect(JSON.stringify(world.lines)).not.toContain('sk-wrong');
  expect(await world.deliver({ messageId: 'm1' })).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed' });
});
