import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../embed/embedder.ts';
import { searchKnowledge } from '../retrieve/search-knowledge.ts';
import { indexDocument } from './index-document.ts';
import { openKnowledgeIndex } from './knowledge-index.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { noEmbedding } from './lance-tables.ts';

let uri = '';
const opened: KnowledgeIndex[] = [];

beforeEach(async () => {
  uri = await mkdtemp(join(tmpdir(), 'knowledge-index-'));
});

afterEach(async () => {
  opened.splice(0).forEach((index) => {
    index.close();
  });
  await rm(uri, { recursive: true, force: true });
});

async function open(embedder?: Embedder): Promise<KnowledgeIndex> {
  const index = await openKnowledgeIndex({ uri, embedding: embedder ?? noEmbedding, freshness: 0 });
  opened.push(index);
  return index;
}

async function write(
  index: KnowledgeIndex,
  documentId: string,
  text: string,
  { revision = '1', ownerId, embedder }: { revision?: string; ownerId?: string; embedder?: Embedder } = {},
) {
  const result = await indexDocument(
    { index, ...(embedder && { embedder }) },
    {
      documentId,
      revision,
      name: `${documentId}.md`,
      bytes: Buffer.from(text),
      ...(ownerId !== undefined && { ownerId }),
    },
  );
  return result.outcome;
}

async function texts(index: KnowledgeIndex, question: string, visibleTo?: string): Promise<string[]> {
  const found = await searchKnowledge(
    { index },
    { text: question, ...(visibleTo !== undefined && { visibleTo }) },
  );
  return found.map(({ text }) => text);
}

/** Tells texts apart by which of a few words they hold. */
function wordEmbedder(name: string, vocabulary: readonly string[]): Embedder {
  const embed = (text: string) => vocabulary.map((word) => (text.toLowerCase().includes(word) ? 1 : 0.01));
  return {
    name,
    dimensions: vocabulary.length,
    embedPassages: async (passages) => passages.map(embed),
    embedQuestion: async (question) => embed(question),
  };
}

describe('the index', () => {
  it('answers from a document once it is in, with its page and why', async () => {
    const index = await open();
    expect(await write(index, 'a', '# Lamps\n\nThe lighthouse turns its lamp twice a minute.')).toBe(
      'written',
    );
    const [found] = await searchKnowledge({ index }, { text: 'How often does the lamp turn?' });
    expect(found).toMatchObject({
      documentId: 'a',
      page: 1,
      name: 'a.md',
      excerpt: expect.stringContaining('twice a minute'),
    });
  });

  it('answers from the new text alone once a document is replaced', async () => {
    const index = await open();
    await write(index, 'a', 'The lamp turns twice a minute.');
    await write(index, 'a', 'The lamp turns three times a minute.', { revision: '2' });
    expect(await texts(index, 'How often does the lamp turn?')).toEqual([
      'The lamp turns three times a minute.',
    ]);
  });

  it('no longer answers from a document that was removed', async () => {
    const index = await open();
    await write(index, 'a', 'The lamp turns twice a minute.');
    await index.remove({ documentId: 'a', revision: '2' });
    expect(await texts(index, 'How often does the lamp turn?')).toEqual([]);
    expect(await index.catalogue()).toEqual([]);
  });

  it('keeps the latest revision in whatever order events come, and however often', async () => {
    const index = await open();
    expect(await write(index, 'a', 'third lamp', { revision: '3' })).toBe('written');
    expect(await write(index, 'a', 'second lamp', { revision: '2' })).toBe('superseded');
    expect(await write(index, 'a', 'third lamp', { revision: '3' })).toBe('superseded');
    expect(await index.remove({ documentId: 'a', revision: '1' })).toBe('superseded');
    expect(await texts(index, 'lamp')).toEqual(['third lamp']);
  });

  it('is not filled by a creation that comes after its removal', async () => {
    const index = await open();
    expect(await index.remove({ documentId: 'a', revision: '2' })).toBe('written');
    expect(await write(index, 'a', 'a lamp', { revision: '1' })).toBe('superseded');
    expect(await texts(index, 'lamp')).toEqual([]);
  });

  it('holds every document of several writers at once', async () => {
    const writers = await Promise.all([open(), open(), open()]);
    await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        write(writers[at % writers.length] as KnowledgeIndex, `d${at}`, `Lamp number ${at} is green.`),
      ),
    );
    const reader = await open();
    expect((await reader.catalogue()).map(({ documentId }) => documentId).toSorted()).toEqual(
      Array.from({ length: 24 }, (_, at) => `d${at}`).toSorted(),
    );
  });

  it('lets writers replace, remove and tidy up at once, though their commits meet', async () => {
    const writers = await Promise.all([open(), open(), open()]);
    const turns = async (writer: KnowledgeIndex, number: number): Promise<void> => {
      for (let revision = 1; revision <= 6; revision++) {
        await write(writer, `d${number}`, `Lamp ${number} turns ${revision} times.`, {
          revision: `${revision}`,
        });
        await writer.remove({ documentId: `gone${number}`, revision: `${revision}` });
        await writer.maintain({ smallFragments: 1, unindexedRows: 1, unindexedShare: 0 });
      }
    };
    await Promise.all(writers.map(turns));
    const reader = await open();
    expect((await texts(reader, 'lamp')).toSorted()).toEqual(
      writers.map((_, number) => `Lamp ${number} turns 6 times.`),
    );
    expect((await reader.maintain()).rows).toBe(writers.length);
  });

  it('holds a document once when several writers index the same revision of it at once', async () => {
    const writers = await Promise.all([open(), open(), open()]);
    await Promise.all(writers.map((writer) => write(writer, 'a', 'The lamp turns twice a minute.')));
    const reader = await open();
    expect(await texts(reader, 'How often does the lamp turn?')).toEqual(['The lamp turns twice a minute.']);
    expect(await reader.catalogue()).toHaveLength(1);
    await reader.maintain();
    expect(await texts(reader, 'How often does the lamp turn?')).toHaveLength(1);
  });

  it('shows a private document to its owner alone: by list, by question and by page', async () => {
    const index = await open();
    await write(index, 'open', 'The public lamp is green.');
    await write(index, 'mine', 'The private lamp is red.', { ownerId: 'ada' });
    expect(await texts(index, 'Which colour is the lamp?')).toEqual(['The public lamp is green.']);
    expect(await texts(index, 'Which colour is the lamp?', 'bob')).toEqual(['The public lamp is green.']);
    expect(await texts(index, 'Which colour is the lamp?', 'ada')).toHaveLength(2);
    expect((await index.catalogue('bob')).map(({ documentId }) => documentId)).toEqual(['open']);
    expect(await index.pages([{ documentId: 'mine', page: 1 }], 'bob')).toEqual([]);
    expect(await index.find({ query: 'red lamp', limit: 5, documents: ['mine'], visibleTo: 'bob' })).toEqual(
      [],
    );
    expect(
      await index.find({ query: 'red lamp', limit: 5, documents: ['mine'], visibleTo: "bob' OR 'a'='a" }),
    ).toEqual([]);
  });

  it('is read the same before and after upkeep, which leaves out what nobody can see', async () => {
    const index = await open();
    for (let at = 0; at < 6; at++)
      await write(index, 'a', `The lamp turns ${at} times.`, { revision: `${at}` });
    const report = await index.maintain({ smallFragments: 1, unindexedRows: 1, unindexedShare: 0 });
    expect(report).toMatchObject({ optimized: true, rows: 1 });
    expect(await texts(index, 'How often does the lamp turn?')).toEqual(['The lamp turns 5 times.']);
  });

  it('is not refused a question that is all punctuation, nor one with operators', async () => {
    const index = await open();
    await write(index, 'a', 'The lamp turns.');
    expect(await texts(index, '???')).toEqual([]);
    expect(await texts(index, 'lamp AND (NOT "x" OR *:^2)')).toHaveLength(1);
  });
});

describe('an index with vectors', () => {
  const english = wordEmbedder('test:english', ['lamp', 'ship', 'harbour']);
  const other = wordEmbedder('test:other', ['lamp', 'ship']);

  it('refuses vectors of another maker', async () => {
    await write(await open(english), 'a', 'The lamp turns.', { embedder: english });
    await expect(open(other)).rejects.toMatchObject({ code: 'embedding-mismatch' });
    await expect(open()).rejects.toMatchObject({ code: 'embedding-mismatch' });
  });

  it('refuses a vector of the wrong length', async () => {
    const short: Embedder = { ...english, embedPassages: async (passages) => passages.map(() => [1]) };
    await expect(write(await open(english), 'a', 'The lamp.', { embedder: short })).rejects.toMatchObject({
      code: 'bad-vectors',
    });
  });

  it('is read by words alone by whoever asks for that, and written by nobody else', async () => {
    await write(await open(english), 'a', 'The lamp turns.', { embedder: english });
    const reader = await openKnowledgeIndex({ uri, embedding: other, otherwise: 'words', freshness: 0 });
    opened.push(reader);
    expect(reader.embedding.name).toBe('test:english');
    expect(await texts(reader, 'lamp')).toEqual(['The lamp turns.']);
    expect(await reader.find({ query: [1, 0], limit: 5 })).toEqual([]);
    await expect(write(reader, 'b', 'Another lamp.', { embedder: other })).rejects.toMatchObject({
      code: 'embedding-mismatch',
      message: expect.stringContaining('npm run reindex'),
    });
  });
});
