import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '@lancedb/lancedb';
import { embeddingOf, openKnowledgeIndex } from '@marketscope/knowledge';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexNotice } from './index-notice.ts';
import { indexFolder } from './service-environments.ts';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'index-notice-'));
});
afterEach(() => rm(stateDir, { recursive: true }));

it('tells what to do with an index that another version laid out', async () => {
  const uri = indexFolder(stateDir);
  (await openKnowledgeIndex({ uri, embedding: embeddingOf(undefined) })).close();
  const database = await connect(uri);
  await (await database.openTable('chunks_1')).dropColumns(['place']);
  database.close();
  const notice = await indexNotice(stateDir, {});
  expect(notice).toContain('npm run reindex');
  expect(notice).toContain('can’t be searched');
});

it('tells who sets other embeddings than documents were indexed with what to do, and nobody else', async () => {
  const openAi = { OPENAI_API_KEY: 'sk-mine', EMBEDDINGS: 'openai' };
  expect(await indexNotice(stateDir, openAi)).toBeUndefined();
  const index = await openKnowledgeIndex({ uri: indexFolder(stateDir), embedding: embeddingOf(undefined) });
  index.close();
  expect(await indexNotice(stateDir, { OPENAI_API_KEY: 'sk-mine' })).toBeUndefined();
  const notice = await indexNotice(stateDir, openAi);
  expect(notice).toContain('npm run reindex');
  expect(notice).toContain('new ones wait');
});
