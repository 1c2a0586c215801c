import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@lancedb/lancedb';
import PQueue from 'p-queue';
import type { Embedder } from '../embed/embedder.ts';
import { DocumentError } from '../extract/document-error.ts';
import { readCatalogue } from './catalogue.ts';
import { declareGeneration, forgetBefore, isSameEmbedding, readGenerations } from './generations.ts';
import { indexDocument } from './index-document.ts';
import type { DocumentFile } from './index-document.ts';
import { KnowledgeIndexError } from './index-error.ts';
import type { CatalogueEntry } from './indexed-document.ts';
import { indexOnGeneration } from './knowledge-index.ts';
import { connectIndex, embeddingOf, generationOfTable, openGeneration } from './lance-tables.ts';
import type { EmbeddingIdentity, GenerationTables, IndexLocation } from './lance-tables.ts';
import { maintainTables } from './upkeep.ts';

/** A document as it is now: `version` is another one whenever its file is. */
export type SourceDocument = Omit<DocumentFile, 'bytes' | 'revision' | 'version'> & { version: string };

/** What an index is made of. */
export interface DocumentSource {
  /** All documents that there are at this moment. */
  list(signal?: AbortSignal): Promise<SourceDocument[]>;
  /** The file in that very version; undefined when it has another one by now, or is gone. */
  read(document: SourceDocument, signal?: AbortSignal): Promise<Uint8Array | undefined>;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  documents: number;
  /** Documents that are in the new index, or can't be read. */
  done: number;
  chunks: number;
  failed: number;
}

export interface RebuildOptions extends IndexLocation {
  source: DocumentSource;
  /** What makes the new vectors; without one, the new index has none. */
  embedder?: Embedder | undefined;
  /** Makes revisions that sort in the order of their making, among those of the index's other writers too. */
  newRevision: () => string;
  onProgress?: (progress: RebuildProgress) => void;
  /** How long others may go on with the old index after the switch, in milliseconds: the longest freshness in use. */
  freshness?: number;
  /** How long the old index then stays for readers in the middle of a question, in milliseconds. */
  grace?: number;
  signal?: AbortSignal;
}

/** A document that the new index does not hold, because its file can't be read. */
export interface UnindexedDocument {
  documentId: string;
  name: string;
  version: string;
  reason: string;
}

export interface RebuildReport {
  generation: number;
  /** The documents of everybody that the new index holds. */
  catalogue: CatalogueEntry[];
  chunks: number;
  failed: UnindexedDocument[];
}

const documentsAtOnce = 4;

/**
 * Builds the index anew from the documents themselves, beside the one in use, and then switches to it at once. Until then
 * nothing that anybody reads is changed. Documents that change meanwhile are followed, before the switch and after it. What
 * was broken off is taken up where it stopped when it is called again; two at once do the same work twice, and no harm.
 * @throws EmbeddingError
 */
export async function rebuildIndex(options: RebuildOptions): Promise<RebuildReport> {
  const { embedder, signal, freshness = 1_000, grace = 5_000 } = options;
  const database = await connectIndex(options);
  try {
    const tables = await nextGeneration(database, embeddingOf(embedder));
    const { generation, embedding } = tables;
    await bringUpToDate(database, tables, options);
    await maintainTables(tables, await readCatalogue(tables.documents), { smallFragments: 2 });
    signal?.throwIfAborted();
    await declareGeneration(database, { generation, embedding, state: 'ready' });
    // Writers that have not seen the switch yet still write to the old tables: what they were told of is looked for, too.
    await pause(2 * freshness);
    const failed = await bringUpToDate(database, tables, options);
    await forgetBefore(database, generation);
    await pause(grace);
    await dropBefore(database, generation);
    const { present } = await readCatalogue(tables.documents);
    return { generation, catalogue: [...present.values()], chunks: await tables.chunks.countRows(), failed };
  } finally {
    database.close();
  }
}

/** The generation that was begun for this embedding and broken off, or a new one, whose number no table has yet. */
async function nextGeneration(database: Connection, embedding: EmbeddingIdentity): Promise<GenerationTables> {
  const generations = await readGenerations(database);
  const newest = generations.find(({ state }) => state === 'ready')?.generation ?? 0;
  const begun = generations.find(
    (each) =>
      each.state === 'building' && each.generation > newest && isSameEmbedding(each.embedding, embedding),
  );
  const tables = begun && (await begunTables(database, begun));
  if (tables) return tables;
  const made = (await database.tableNames()).map((name) => generationOfTable(name) ?? 0);
  const generation = Math.max(0, generations[0]?.generation ?? 0, ...made) + 1;
  await declareGeneration(database, { generation, embedding, state: 'building' });
  return openGeneration(database, generation, embedding);
}

/** What was begun; undefined where another version of this code did, which laid it out in another way. */
async function begunTables(
  database: Connection,
  { generation, embedding }: Pick<GenerationTables, 'generation' | 'embedding'>,
): Promise<GenerationTables | undefined> {
  try {
    const tables = await openGeneration(database, generation, embedding);
    await readCatalogue(tables.documents);
    return tables;
  } catch (error) {
    if (error instanceof KnowledgeIndexError && error.code === 'layout-mismatch') return undefined;
    throw error;
  }
}

/** Indexes what the tables lack of the documents, and takes out what is gone, again and again until a look finds nothing. */
async function bringUpToDate(
  database: Connection,
  tables: GenerationTables,
  options: RebuildOptions,
): Promise<UnindexedDocument[]> {
  const index = indexOnGeneration(database, tables);
  const failed = new Map<string, UnindexedDocument>();
  for (;;) {
    options.signal?.throwIfAborted();
    // Made ahead of the look: whoever writes a later version after it has a later revision too.
    const revision = options.newRevision();
    const wanted = await options.source.list(options.signal);
    await tables.documents.checkoutLatest();
    const { present } = await readCatalogue(tables.documents);
    const missing = wanted.filter(
      ({ documentId, version }) =>
        present.get(documentId)?.version !== version && failed.get(documentId)?.version !== version,
    );
    const there = new Set(wanted.map(({ documentId }) => documentId));
    const gone = [...present.keys()].filter((documentId) => !there.has(documentId));
    if (!missing.length && !gone.length) return [...failed.values()];

    for (const documentId of gone) await index.remove({ documentId, revision });
    const progress = {
      documents: wanted.length,
      done: wanted.length - missing.length,
      chunks: [...present.values()].reduce((sum, { chunks }) => sum + chunks, 0),
      failed: failed.size,
    };
    options.onProgress?.({ ...progress });
    await eachAtOnce(missing, options.signal, async (document, signal) => {
      const bytes = await options.source.read(document, signal);
      if (!bytes) return;
      try {
        const done = await indexDocument(
          { index, ...(options.embedder && { embedder: options.embedder }) },
          { ...document, bytes, revision },
          { signal },
        );
        progress.chunks += done.chunks;
      } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        const { documentId, name, version } = document;
        failed.set(documentId, { documentId, name, version, reason: error.message });
        // Nothing of an earlier version stays: its owner replaced it.
        if (present.has(documentId)) await index.remove({ documentId, revision });
      }
      progress.done += 1;
      options.onProgress?.({ ...progress, failed: failed.size });
    });
  }
}

/** Does some work for each, several at a time; the first failure ends it all, after what was begun has ended. */
async function eachAtOnce<Item>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
  const queue = new PQueue({ concurrency: documentsAtOnce });
  try {
    await queue.addAll(items.map((item) => async () => work(item, either)));
  } catch (error) {
    stop.abort();
    queue.clear();
    await queue.onIdle();
    throw error;
  }
}

async function dropBefore(database: Connection, generation: number): Promise<void> {
  for (const name of await database.tableNames())
    if ((generationOfTable(name) ?? Number.POSITIVE_INFINITY) < generation) await database.dropTable(name);
}
