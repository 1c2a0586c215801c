import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '@lancedb/lancedb';
import {
  createEmbedder,
  embeddingOf,
  embeddingSettings,
  indexDocument,
  openKnowledgeIndex,
  rebuildIndex,
  type DocumentSource,
} from '@marketscope/knowledge';
import { openAiSettings } from '@marketscope/runtime';
import { captureLogger, startEmbeddingServer, type EmbeddingServer } from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createKnowledgeReader } from './knowledge-reader.ts';

const texts = { a: 'The beacon was repainted in May.', b: 'A vessel passed the harbour.' };
const source: DocumentSource = {
  list: async () =>
    Object.keys(texts).map((documentId) => ({ documentId, name: `${documentId}.md`, version: 'v1' })),
  read: async ({ documentId }) => Buffer.from(texts[documentId as keyof typeof texts]),
};
const paraphrase = 'When did the lamp get new colours?';

let uri: string;
let server: EmbeddingServer;
beforeEach(async () => {
  uri = await mkdtemp(path.join(tmpdir(), 'knowledge-reader-'));
  server = await startEmbeddingServer([
    ['beacon', 'lamp'],
    ['vessel', 'boat'],
  ]);
});
afterEach(async () => {
  await server.stop();
  await rm(uri, { recursive: true, force: true });
});

function setUp() {
  const config = z.object({ ...openAiSettings.shape, ...embeddingSettings.shape }).parse({
    EMBEDDINGS: 'openai',
    OPENAI_BASE_URL: server.url,
    EMBEDDING_DIMENSIONS: String(server.dimensions),
  });
  const key = async () => 'sk-reader';
  const embedder = createEmbedder(config, () => ({ get: key, renew: key }), { retryAfter: 1 });
  const { logger, lines } = captureLogger();
  const reader = createKnowledgeReader({ location: { uri }, embedder, logger });
  return {
    embedder,
    lines,
    search: (question: string) => reader.search({ question, userId: 'ada', limit: 5 }),
    ask: async (question: string) =>
      (await reader.search({ question, userId: 'ada', limit: 5 })).map(({ documentId }) => documentId),
  };
}

let revisions = 0;
const rebuild = (embedder: ReturnType<typeof setUp>['embedder']) =>
  rebuildIndex({
    uri,
    source,
    embedder,
    newRevision: () => String((revisions += 1)).padStart(6, '0'),
    freshness: 0,
    grace: 0,
  });

it('finds by meaning what has none of the question’s words', async () => {
  const { embedder, search, lines } = setUp();
  await rebuild(embedder);
  expect((await search(paraphrase))[0]).toMatchObject({ documentId: 'a', why: ['close in meaning'] });
  expect(lines).toEqual([]);
});

it('answers by words from an index of other embeddings, says so once, and by meaning once it is rebuilt', async () => {
  const index = await openKnowledgeIndex({ uri, embedding: embeddingOf(undefined) });
  for (const document of await source.list())
    await indexDocument(
      { index },
      { ...document, revision: '000000', bytes: (await source.read(document)) ?? expect.fail() },
    );
  index.close();
  const { embedder, ask, lines } = setUp();
  expect(await ask('Which vessel passed?')).toEqual(['b']);
  expect(await ask(paraphrase)).toEqual([]);
  expect(lines).toMatchObject([{ made: 'none', msg: expect.stringContaining('npm run reindex') }]);
  expect(server.requests).toEqual([]);

  await rebuild(embedder);
  await expect.poll(() => ask(paraphrase)).toContain('a');
  expect(lines).toHaveLength(1);
});

it('says what to do with an index that another version laid out, and answers once that is done', async () => {
  const { embedder, ask } = setUp();
  await rebuild(embedder);
  const database = await connect(uri);
  await (await database.openTable('chunks_1')).dropColumns(['place']);
  database.close();
  await expect(ask(paraphrase)).rejects.toThrow('npm run reindex');
  await rebuild(embedder);
  expect(await ask(paraphrase)).toContain('a');
});

it('answers by words while no vector of the question can be had', async () => {
  const { embedder, ask, lines } = setUp();
  await rebuild(embedder);
  server.refuseNext(401);
  expect(await ask('Which vessel passed?')).toEqual(['b']);
  expect(lines).toMatchObject([{ msg: expect.stringContaining('by its words alone') }]);
  server.ignore('harbour');
  expect(await ask('What passed the harbour?')).toEqual(['b']);
  expect(lines).toHaveLength(2);
});
