import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchKnowledge } from '../retrieve/search-knowledge.ts';
import { declareGeneration } from './generations.ts';
import { indexDocument } from './index-document.ts';
import { indexMismatch } from './index-mismatch.ts';
import { openKnowledgeIndex } from './knowledge-index.ts';
import { chunksName, connectIndex, documentsName, noEmbedding, openGeneration } from './lance-tables.ts';
import { rebuildIndex } from './rebuild-index.ts';

const other = { name: 'test:other', dimensions: 2 };
const text = 'The lamp turns twice a minute.';

let uri = '';
beforeEach(async () => {
  uri = await mkdtemp(join(tmpdir(), 'other-layout-'));
});
afterEach(() => rm(uri, { recursive: true, force: true }));

async function write(): Promise<void> {
  const index = await openKnowledgeIndex({ uri, embedding: noEmbedding });
  await indexDocument({ index }, { documentId: 'a', revision: '1', name: 'a.md', bytes: Buffer.from(text) });
  index.close();
}

/** Makes of a generation what a version without a column would have. */
async function withoutColumn(table: string, column: string): Promise<void> {
  const database = await connectIndex({ uri });
  await (await database.openTable(table)).dropColumns([column]);
  database.close();
}

async function found(): Promise<string[]> {
  const index = await openKnowledgeIndex({ uri, embedding: noEmbedding });
  try {
    return (await searchKnowledge({ index }, { text: 'How often does the lamp turn?' })).map(
      ({ text: page }) => page,
    );
  } finally {
    index.close();
  }
}

let revisions = 0;
const rebuild = () =>
  rebuildIndex({
    uri,
    source: {
      list: async () => [{ documentId: 'a', name: 'a.md', version: 'v1' }],
      read: async () => Buffer.from(text),
    },
    newRevision: () => String((revisions += 1)).padStart(6, '0'),
    freshness: 0,
    grace: 0,
  });

const isRefused = { code: 'layout-mismatch', message: expect.stringContaining('npm run reindex') };

describe('an index that another version laid out', () => {
  it.each([
    ['a column of its chunks', () => withoutColumn(chunksName(1), 'place')],
    ['a column of its ledger', () => withoutColumn(documentsName(1), 'at')],
    [
      'a part of what its ledger tells',
      async () => {
        const database = await connectIndex({ uri });
        const ledger = await database.openTable(documentsName(1));
        await ledger.update({ values: { entry: '{}' } });
        database.close();
      },
    ],
  ])('which lacks %s, is told apart, and is mended by a rebuild', async (_, change) => {
    await write();
    expect(await indexMismatch({ uri }, noEmbedding)).toBeUndefined();
    await change();
    await expect(found()).rejects.toMatchObject(isRefused);
    expect(await indexMismatch({ uri }, noEmbedding)).toMatchObject(isRefused);
    await rebuild();
    expect(await found()).toEqual([text]);
    expect(await indexMismatch({ uri }, noEmbedding)).toBeUndefined();
  });

  it('is refused to who would read one of other embeddings', async () => {
    await write();
    await withoutColumn(chunksName(1), 'place');
    await expect(openKnowledgeIndex({ uri, embedding: other, otherwise: 'words' })).rejects.toMatchObject(
      isRefused,
    );
  });

  it('is not gone on with by a rebuild, where that other version broke one off', async () => {
    await write();
    const database = await connectIndex({ uri });
    await declareGeneration(database, { generation: 2, embedding: noEmbedding, state: 'building' });
    await openGeneration(database, 2, noEmbedding);
    database.close();
    await withoutColumn(chunksName(2), 'place');
    expect(await rebuild()).toMatchObject({ generation: 3, chunks: 1 });
    expect(await found()).toEqual([text]);
    const tables = (await readdir(uri)).filter((name) => name.endsWith('.lance'));
    expect(tables.toSorted()).toEqual(['chunks_3.lance', 'documents_3.lance', 'generations.lance']);
  });
});

it('tables that a first opener left when it died, for other vectors, are told and mended in the same way', async () => {
  const database = await connectIndex({ uri });
  await openGeneration(database, 1, other);
  database.close();
  await expect(openKnowledgeIndex({ uri, embedding: noEmbedding })).rejects.toMatchObject(isRefused);
  expect(await rebuild()).toMatchObject({ generation: 2 });
  expect(await found()).toEqual([text]);
});
