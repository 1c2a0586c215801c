import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../embed/embedder.ts';
import { searchKnowledge } from '../retrieve/search-knowledge.ts';
import { indexDocument } from './index-document.ts';
import { openKnowledgeIndex } from './knowledge-index.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { embeddingOf } from './lance-tables.ts';
import { rebuildIndex } from './rebuild-index.ts';
import type { DocumentSource, RebuildOptions } from './rebuild-index.ts';

/** Tells words apart by what they are about. */
const meanings = [
  ['lamp', 'light', 'beacon'],
  ['ship', 'vessel', 'boat'],
] as const;
const embed = (text: string) =>
  meanings.map((words) => (words.some((word) => text.toLowerCase().includes(word)) ? 1 : 0.01));

function meaningEmbedder(onPassages: (texts: readonly string[]) => void = () => undefined): Embedder {
  return {
    name: 'test:meaning',
    dimensions: meanings.length,
    async embedPassages(texts) {
      onPassages(texts);
      return texts.map(embed);
    },
    embedQuestion: async (question) => embed(question),
  };
}

/** Files that may be changed, each change of which is another version. */
function filesOf(texts: Record<string, string>) {
  const files = new Map<string, { text: string; version: string }>();
  let versions = 0;
  const put = (documentId: string, text: string): void =>
    void files.set(documentId, { text, version: `v${(versions += 1)}` });
  for (const [documentId, text] of Object.entries(texts)) put(documentId, text);
  const source: DocumentSource = {
    list: async () =>
      [...files].map(([documentId, { version }]) => ({
        documentId,
        name: `${documentId}.md`,
        version,
        ...(documentId.startsWith('private') && { ownerId: 'ada' }),
      })),
    read: async ({ documentId, version }) => {
      const file = files.get(documentId);
      return file?.version === version ? Buffer.from(file.text) : undefined;
    },
  };
  return { source, put, remove: (documentId: string) => void files.delete(documentId), files };
}

let uri = '';
let revisions = 0;
const newRevision = (): string => String((revisions += 1)).padStart(6, '0');
const opened: KnowledgeIndex[] = [];

beforeEach(async () => {
  uri = await mkdtemp(join(tmpdir(), 'rebuild-index-'));
});
afterEach(async () => {
  opened.splice(0).forEach((index) => {
    index.close();
  });
  await rm(uri, { recursive: true, force: true });
});

async function open(embedder?: Embedder, otherwise: 'refuse' | 'words' = 'refuse'): Promise<KnowledgeIndex> {
  const index = await openKnowledgeIndex({ uri, embedding: embeddingOf(embedder), otherwise, freshness: 0 });
  opened.push(index);
  return index;
}

const rebuild = (source: DocumentSource, options: Partial<RebuildOptions> = {}) =>
  rebuildIndex({ uri, source, newRevision, freshness: 0, grace: 0, ...options });

/** Writes what a source holds as the indexer would, which has that embedder. */
async function indexAll(index: KnowledgeIndex, source: DocumentSource, embedder?: Embedder): Promise<void> {
  for (const document of await source.list())
    await indexDocument(
      { index, ...(embedder && { embedder }) },
      { ...document, revision: newRevision(), bytes: (await source.read(document)) ?? expect.fail() },
    );
}

async function answers(index: KnowledgeIndex, text: string, embedder?: Embedder): Promise<string[]> {
  const found = await searchKnowledge(
    { index, ...(embedder && { embedder }) },
    { text, visibleTo: 'ada', neighbours: false },
  );
  return found.map(({ text: page }) => page);
}

describe('an index that is rebuilt', () => {
  it('finds by meaning what it found by words alone before, without being opened again', async () => {
    const { source } = filesOf({ a: 'The beacon burns.', 'private-b': 'A vessel passes.' });
    await indexAll(await open(), source);
    const embedder = meaningEmbedder();
    const reader = await open(embedder, 'words');
    expect(await answers(reader, 'light', embedder)).toEqual([]);

    const { catalogue, ...report } = await rebuild(source, { embedder });
    expect(report).toEqual({ generation: 2, chunks: 2, failed: [] });
    expect(catalogue.map(({ version, ownerId }) => [version, ownerId]).toSorted()).toEqual([
      ['v1', undefined],
      ['v2', 'ada'],
    ]);
    expect((await answers(reader, 'light', embedder))[0]).toBe('The beacon burns.');
    expect((await answers(reader, 'boat', embedder))[0]).toBe('A vessel passes.');
    expect(await reader.catalogue()).toHaveLength(1);
  });

  it('is made where there was none, and holds every document, whatever the old one lost', async () => {
    const { source } = filesOf({ a: 'The lamp turns.' });
    expect(await rebuild(source)).toMatchObject({ generation: 1, catalogue: [{ documentId: 'a' }] });
    expect(await answers(await open(), 'lamp')).toEqual(['The lamp turns.']);
  });

  it('leaves nothing of the old one behind', async () => {
    const { source } = filesOf({ a: 'The lamp turns.' });
    await indexAll(await open(), source);
    await rebuild(source, { embedder: meaningEmbedder() });
    await rebuild(source);
    const tables = (await readdir(uri)).filter((name) => name.endsWith('.lance'));
    expect(tables.toSorted()).toEqual(['chunks_3.lance', 'documents_3.lance', 'generations.lance']);
    await expect(open(meaningEmbedder())).rejects.toMatchObject({ code: 'embedding-mismatch' });
  });

  it('names what can’t be read, and holds the rest', async () => {
    const { source } = filesOf({ a: 'The lamp turns.', b: '%PDF-1.7 of nothing' });
    const report = await rebuild(source);
    expect(report).toMatchObject({
      catalogue: [{ documentId: 'a' }],
      failed: [{ documentId: 'b', name: 'b.md' }],
    });
  });
});

describe('while an index is rebuilt', () => {
  it('the old one answers, until the switch', async () => {
    const { source } = filesOf({ a: 'The lamp turns.', b: 'The lamp is green.' });
    await indexAll(await open(), source);
    const reader = await open();
    const during: string[][] = [];
    const embedder = meaningEmbedder();
    await rebuild(source, {
      embedder: {
        ...embedder,
        async embedPassages(texts) {
          during.push(await answers(reader, 'lamp'));
          return embedder.embedPassages(texts);
        },
      },
    });
    expect(during.map((texts) => texts.length)).toEqual([2, 2]);
  });

  it('documents that come, change and go are followed, also by a writer of the old one', async () => {
    const { source, put, remove } = filesOf({
      a: 'The first lamp.',
      b: 'The second lamp.',
      c: 'A third lamp.',
    });
    const writer = await open();
    await indexAll(writer, source);
    let changed = false;
    await rebuild({
      list: source.list,
      async read(document, signal) {
        const bytes = await source.read(document, signal);
        if (!changed) {
          changed = true;
          put('a', 'The first lamp, mended.');
          remove('b');
          put('d', 'A fourth lamp.');
        }
        return bytes;
      },
    });
    expect((await answers(await open(), 'lamp')).toSorted()).toEqual([
      'A fourth lamp.',
      'A third lamp.',
      'The first lamp, mended.',
    ]);
  });

  it('a writer that was told of a change just before the switch loses nothing', async () => {
    const { source, put, files } = filesOf({ a: 'The first lamp.' });
    const writer = await open();
    await indexAll(writer, source);
    let looks = 0;
    await rebuild({
      read: source.read,
      async list() {
        looks += 1;
        const listed = await source.list();
        // The last look before the switch has just been: the writer goes on with the old index.
        if (looks === 2) {
          put('a', 'The first lamp, mended.');
          const { version } = files.get('a') ?? expect.fail();
          await indexDocument(
            { index: writer },
            {
              documentId: 'a',
              name: 'a.md',
              version,
              revision: newRevision(),
              bytes: Buffer.from('The first lamp, mended.'),
            },
          );
        }
        return listed;
      },
    });
    expect(await answers(await open(), 'lamp')).toEqual(['The first lamp, mended.']);
    expect(await answers(writer, 'lamp')).toEqual(['The first lamp, mended.']);
  });

  it('a later version that a writer puts into the new one is not overwritten', async () => {
    const embedder = meaningEmbedder();
    const { source, put, files } = filesOf({ a: 'The first lamp.' });
    await indexAll(await open(), source);
    let looks = 0;
    await rebuild(
      {
        list: async () => {
          looks += 1;
          const listed = await source.list();
          if (looks === 3) {
            put('a', 'The first lamp, mended.');
            const { version } = files.get('a') ?? expect.fail();
            await indexDocument(
              { index: await open(embedder), embedder },
              {
                documentId: 'a',
                name: 'a.md',
                version,
                revision: newRevision(),
                bytes: Buffer.from('The first lamp, mended.'),
              },
            );
          }
          return listed;
        },
        read: source.read,
      },
      { embedder },
    );
    expect(await answers(await open(embedder), 'lamp')).toEqual(['The first lamp, mended.']);
  });
});

describe('a rebuild that is broken off', () => {
  it('changes nothing, and goes on where it was when it is started again', async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`d${at}`, `Lamp number ${at}.`]),
    );
    const { source } = filesOf(documents);
    await indexAll(await open(), source);
    let passages = 0;
    const dying = meaningEmbedder(() => {
      passages += 1;
      if (passages > 6) throw new Error('killed');
    });
    await expect(rebuild(source, { embedder: dying })).rejects.toThrow('killed');
    expect(await answers(await open(), 'lamp')).toHaveLength(10);
    await expect(open(meaningEmbedder())).rejects.toMatchObject({ code: 'embedding-mismatch' });

    const embedded: string[] = [];
    const seen: number[] = [];
    const report = await rebuild(source, {
      embedder: meaningEmbedder((texts) => embedded.push(...texts)),
      onProgress: ({ done }) => seen.push(done),
    });
    expect(report).toMatchObject({ generation: 2, catalogue: { length: 12 } });
    expect(embedded.length).toBeLessThanOrEqual(12 - 6 + 4);
    expect(seen.at(0)).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(12);
    expect(await answers(await open(meaningEmbedder()), 'lamp')).toHaveLength(10);
  });
});
