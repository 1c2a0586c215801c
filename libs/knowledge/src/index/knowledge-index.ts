import { randomUUID } from 'node:crypto';
import type { Connection, Table } from '@lancedb/lancedb';
import { isVisible, readCatalogue } from './catalogue.ts';
import type { Catalogue, LedgerRow } from './catalogue.ts';
import { despiteOthers } from './commit-conflicts.ts';
import type {
  CatalogueEntry,
  DocumentIdentity,
  FoundPage,
  IndexedChunk,
  IndexedDocument,
  StoredPage,
} from './indexed-document.ts';
import {
  chooseGeneration,
  declareGeneration,
  isSameEmbedding,
  mismatch,
  readGenerations,
} from './generations.ts';
import type { GenerationChoice } from './generations.ts';
import { connectIndex, isOneOf, literal, openGeneration } from './lance-tables.ts';
import type { EmbeddingIdentity, GenerationTables, IndexLocation } from './lance-tables.ts';
import { findPages, readPages, statementPages } from './page-search.ts';
import type { PageSearch, StatementSearch } from './page-search.ts';
import { chunkRow, presentRow } from './stored-rows.ts';
import { keepIndexed, maintainTables } from './upkeep.ts';
import type { UpkeepReport, UpkeepRules } from './upkeep.ts';

/** Whether a write took effect; `superseded` when the index already knew this revision or a later one. */
export type WriteOutcome = 'written' | 'superseded';

/** The documents that can be searched. Any number of processes may write and read it at once. */
export interface KnowledgeIndex {
  /** What made the vectors that are there now. */
  readonly embedding: EmbeddingIdentity;
  /** Puts a document in, in place of any earlier revision of it: readers see all of the old one or all of the new one. */
  put(document: IndexedDocument, chunks: readonly IndexedChunk[]): Promise<WriteOutcome>;
  /** Takes a document out. A revision that was overtaken by this removal can't bring it back. */
  remove(document: Pick<DocumentIdentity, 'documentId' | 'revision'>): Promise<WriteOutcome>;
  /** The documents that someone may see: everybody's, and those of `visibleTo` alone. */
  catalogue(visibleTo?: string): Promise<CatalogueEntry[]>;
  /** Pages by words (`query`) or by meaning (`vector`), best first. */
  find(search: PageSearch): Promise<FoundPage[]>;
  /** Pages of given documents that show a statement. */
  statements(search: StatementSearch): Promise<FoundPage[]>;
  /** Whole pages; those that are not there, or not visible, are left out. */
  pages(wanted: readonly { documentId: string; page: number }[], visibleTo?: string): Promise<StoredPage[]>;
  /** Compaction, index building and the removal of what no reader can see, where there is enough of it to be worth it. */
  maintain(rules?: Partial<UpkeepRules>): Promise<UpkeepReport>;
  close(): void;
}

export interface KnowledgeIndexOptions extends IndexLocation {
  embedding: EmbeddingIdentity;
  /**
   * Where all vectors are of other embeddings: `refuse`, unless given, or `words`, which reads the newest index by words alone,
   * and that of this embedding once there is one. It can't be written before.
   */
  otherwise?: 'refuse' | 'words';
  /** For how long a reader may go on with what it knows of others' writes, in milliseconds. */
  freshness?: number;
}

/** As long as one question asks: the next one knows of all that was written before it. */
const defaultFreshness = 100;
const rowsPerAppend = 2_000;

/**
 * Opens the index at a folder or an `s3://` address, and makes it where there is none.
 * @throws KnowledgeIndexError `embedding-mismatch` if its vectors were made by something else, `layout-mismatch` if it was laid
 * out by another version of this code
 */
export async function openKnowledgeIndex(options: KnowledgeIndexOptions): Promise<KnowledgeIndex> {
  const database = await connectIndex(options);
  const { embedding, otherwise, freshness } = options;
  const choose = async () => chooseGeneration(await readGenerations(database), embedding, otherwise);
  try {
    const first = await firstGeneration(database, await choose(), embedding);
    return indexOn(database, first, { embedding, freshness, choose });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The generation to read; the first opener of all makes generation 1. */
async function firstGeneration(
  database: Connection,
  chosen: GenerationChoice | undefined,
  embedding: EmbeddingIdentity,
): Promise<GenerationTables> {
  if (chosen) return openGeneration(database, chosen.generation, chosen.embedding);
  const tables = await openGeneration(database, 1, embedding);
  await declareGeneration(database, { generation: 1, embedding, state: 'ready' });
  return tables;
}

/**
 * One generation as an index: for whoever builds it, before others see it.
 * @param database stays open when the index is closed
 */
export function indexOnGeneration(database: Connection, tables: GenerationTables): KnowledgeIndex {
  const { generation, embedding } = tables;
  const index = indexOn(database, tables, {
    embedding,
    freshness: undefined,
    choose: async () => ({ generation, embedding, newest: true }),
  });
  return { ...index, embedding, close: () => closeTables(tables) };
}

interface Following {
  embedding: EmbeddingIdentity;
  freshness: number | undefined;
  /** The generation to go on with; undefined for the one at hand. */
  choose: () => Promise<GenerationChoice | undefined>;
}

/** What one reader sees at a time: the tables of one generation, and what holds of them. */
interface View {
  tables: GenerationTables;
  catalogue: Catalogue;
}

function indexOn(database: Connection, first: GenerationTables, options: Following): KnowledgeIndex {
  const freshness = options.freshness ?? defaultFreshness;
  let tables = first;
  let known: Promise<View> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let held: (View & { version: number }) | undefined;
  /** Whether this generation is the newest: what were written to an older one would be lost. */
  let newest = true;

  /** Follows a switch to another generation, and others' writes. */
  async function refresh(): Promise<View> {
    const chosen = await options.choose();
    newest = chosen?.newest ?? true;
    if (chosen && chosen.generation !== tables.generation)
      tables = await openGeneration(database, chosen.generation, chosen.embedding);
    // Another refresh may switch meanwhile: what this one answers is of one generation all the same.
    const own = tables;
    await own.documents.checkoutLatest();
    await own.chunks.checkoutLatest();
    const version = await own.documents.version();
    if (held?.tables === own && held.version === version) return held;
    const view = { tables: own, version, catalogue: await readCatalogue(own.documents) };
    held = view;
    return view;
  }

  async function current(): Promise<View> {
    if (!known || performance.now() - readAt > freshness) {
      readAt = performance.now();
      known = refresh();
      known.catch(() => (known = undefined));
    }
    return known;
  }

  async function latest(): Promise<View> {
    known = undefined;
    return current();
  }

  /** Where to write to, and what is there: all of one write goes to one generation. */
  async function toWrite(): Promise<{ target: GenerationTables; catalogue: Catalogue }> {
    const { tables: target, catalogue } = await latest();
    if (newest && isSameEmbedding(target.embedding, options.embedding)) return { target, catalogue };
    const [made] = (await readGenerations(database)).filter(({ state }) => state === 'ready');
    throw mismatch(made?.embedding ?? target.embedding, options.embedding);
  }

  async function enter(target: GenerationTables, row: LedgerRow): Promise<void> {
    await append(target.documents, [{ ...row }]);
    const { tables: seen, catalogue } = await latest();
    if (target.generation === seen.generation) await dropSuperseded(target, catalogue, row.documentId);
  }

  return {
    get embedding() {
      return tables.embedding;
    },
    async put(document, chunks) {
      const { target, catalogue } = await toWrite();
      const before = catalogue.latest.get(document.documentId);
      if (before && before.revision >= document.revision) return 'superseded';
      const write = randomUUID();
      // Made as they are written: vectors are most of what a long document takes in memory.
      for (let at = 0; at < chunks.length; at += rowsPerAppend)
        await append(
          target.chunks,
          chunks
            .slice(at, at + rowsPerAppend)
            .map((chunk) => chunkRow(document, write, chunk, target.embedding)),
        );
      // Readers see a document's chunks only once its row stands in the ledger.
      await enter(target, presentRow(document, write, chunks.length));
      await keepIndexed(target);
      return 'written';
    },
    async remove({ documentId, revision }) {
      const { target, catalogue } = await toWrite();
      const before = catalogue.latest.get(documentId);
      // The removal of a version that was never seen is kept too: its creation may still be on its way.
      if (before && before.revision >= revision) return 'superseded';
      await enter(target, {
        documentId,
        revision,
        ownerId: before?.ownerId ?? '',
        write: randomUUID(),
        state: 'removed',
        at: new Date().toISOString(),
        entry: '{}',
      });
      return 'written';
    },
    async catalogue(visibleTo) {
      const { catalogue } = await current();
      return [...catalogue.present.values()].filter((entry) => isVisible(entry, visibleTo));
    },
    async find(search) {
      const view = await current();
      // A vector of another maker is near to nothing here.
      if (typeof search.query !== 'string' && !isSameEmbedding(view.tables.embedding, options.embedding))
        return [];
      return findPages(view.tables, view.catalogue.present, search);
    },
    async statements(search) {
      const view = await current();
      return statementPages(view.tables, view.catalogue.present, search);
    },
    async pages(wanted, visibleTo) {
      const view = await current();
      return readPages(view.tables, view.catalogue.present, wanted, visibleTo);
    },
    async maintain(rules) {
      const view = await latest();
      return maintainTables(view.tables, view.catalogue, rules);
    },
    close() {
      closeTables(tables);
      database.close();
    },
  };
}

function closeTables({ documents, chunks }: GenerationTables): void {
  documents.close();
  chunks.close();
}

async function append(table: Table, rows: Record<string, unknown>[]): Promise<void> {
  await despiteOthers(table, () => table.add(rows));
}

/** Once a document's row stands, what it overtook is invisible and can go; a crash in between leaves it to `maintain`. */
async function dropSuperseded(
  tables: GenerationTables,
  { superseded }: Catalogue,
  documentId: string,
): Promise<void> {
  const writes = superseded.filter((row) => row.documentId === documentId).map((row) => row.write);
  if (!writes.length) return;
  const { chunks, documents } = tables;
  await despiteOthers(chunks, () => chunks.delete(isOneOf('write', writes)));
  const rows = `documentId = ${literal(documentId)} AND ${isOneOf('write', writes)}`;
  await despiteOthers(documents, () => documents.delete(rows));
}
