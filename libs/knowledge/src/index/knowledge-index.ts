import { randomUUID } from 'node:crypto';
import type { Connection, Table } from '@lancedb/lancedb';
import { isVisible, readCatalogue } from './catalogue.ts';
import type { Catalogue, LedgerRow } from './catalogue.ts';
import { despiteOthers } from './commit-conflicts.ts';
import { KnowledgeIndexError } from './index-error.ts';
import type {
  CatalogueEntry,
  FoundPage,
  IndexedChunk,
  IndexedDocument,
  StoredPage,
} from './indexed-document.ts';
import type { DocumentIdentity } from './indexed-document.ts';
import { chooseGeneration, declareGeneration, mismatch, readGenerations } from './generations.ts';
import { connectIndex, isOneOf, literal, noEmbedding, openGeneration } from './lance-tables.ts';
import type { EmbeddingIdentity, GenerationTables, IndexLocation } from './lance-tables.ts';
import { findPages, readPages, statementPages } from './page-search.ts';
import type { PageSearch, StatementSearch } from './page-search.ts';
import { keepIndexed, maintainTables } from './upkeep.ts';
import type { UpkeepReport, UpkeepRules } from './upkeep.ts';

/** Whether a write took effect; `superseded` when the index already knew this revision or a later one. */
export type WriteOutcome = 'written' | 'superseded';

/** The documents that can be searched. Any number of processes may write and read it at once. */
export interface KnowledgeIndex {
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
  /** For how long a reader may go on with what it knows of others' writes, in milliseconds. */
  freshness?: number;
}

/** As long as one question asks: the next one knows of all that was written before it. */
const defaultFreshness = 100;
const rowsPerAppend = 2_000;

/**
 * Opens the index at a folder or an `s3://` address, and makes it where there is none.
 * @throws KnowledgeIndexError `embedding-mismatch` if its vectors were made by something else
 */
export async function openKnowledgeIndex(options: KnowledgeIndexOptions): Promise<KnowledgeIndex> {
  const database = await connectIndex(options);
  return indexOn(database, await currentGeneration(database, options.embedding), options);
}

/** The generation to read; the first opener of all makes generation 1. */
async function currentGeneration(
  database: Connection,
  embedding: EmbeddingIdentity,
): Promise<GenerationTables> {
  const chosen = chooseGeneration(await readGenerations(database), embedding);
  if (chosen) return openGeneration(database, chosen.generation, embedding);
  const tables = await openGeneration(database, 1, embedding);
  await declareGeneration(database, { generation: 1, embedding, state: 'ready' });
  return tables;
}

function indexOn(
  database: Connection,
  first: GenerationTables,
  options: KnowledgeIndexOptions,
): KnowledgeIndex {
  const freshness = options.freshness ?? defaultFreshness;
  let tables = first;
  let known: Promise<Catalogue> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let held: { version: number; catalogue: Catalogue } | undefined;
  /** Whether this generation is the newest: what were written to an older one would be lost. */
  let writable = true;

  /** Follows a switch to another generation, and others' writes. */
  async function refresh(): Promise<Catalogue> {
    const chosen = chooseGeneration(await readGenerations(database), options.embedding);
    writable = chosen?.newest ?? true;
    if (chosen && chosen.generation !== tables.generation) {
      tables = await openGeneration(database, chosen.generation, options.embedding);
      held = undefined;
    }
    await tables.documents.checkoutLatest();
    await tables.chunks.checkoutLatest();
    const version = await tables.documents.version();
    if (held?.version !== version) held = { version, catalogue: await readCatalogue(tables.documents) };
    return held.catalogue;
  }

  async function current(): Promise<Catalogue> {
    if (!known || performance.now() - readAt > freshness) {
      readAt = performance.now();
      known = refresh();
      known.catch(() => (known = undefined));
    }
    return known;
  }

  async function latest(): Promise<Catalogue> {
    known = undefined;
    return current();
  }

  async function latestToWrite(): Promise<Catalogue> {
    const catalogue = await latest();
    if (writable) return catalogue;
    const [newest] = await readGenerations(database);
    throw mismatch(newest?.embedding ?? noEmbedding, options.embedding);
  }

  async function enter(row: LedgerRow): Promise<void> {
    await append(tables.documents, [{ ...row }]);
    const folded = await latest();
    await dropSuperseded(tables, folded, row.documentId);
  }

  return {
    embedding: options.embedding,
    async put(document, chunks) {
      const before = (await latestToWrite()).latest.get(document.documentId);
      if (before && before.revision >= document.revision) return 'superseded';
      const write = randomUUID();
      const rows = chunks.map((chunk) => chunkRow(document, write, chunk, options.embedding));
      for (let at = 0; at < rows.length; at += rowsPerAppend)
        await append(tables.chunks, rows.slice(at, at + rowsPerAppend));
      // Readers see a document's chunks only once its row stands in the ledger.
      await enter(presentRow(document, write, chunks.length));
      await keepIndexed(tables);
      return 'written';
    },
    async remove({ documentId, revision }) {
      const before = (await latestToWrite()).latest.get(documentId);
      // The removal of a version that was never seen is kept too: its creation may still be on its way.
      if (before && before.revision >= revision) return 'superseded';
      await enter({
        documentId,
        revision,
        ownerId: before?.ownerId ?? '',
        write: randomUUID(),
        state: 'removed',
        at: now(),
        entry: '{}',
      });
      return 'written';
    },
    async catalogue(visibleTo) {
      return [...(await current()).present.values()].filter((entry) => isVisible(entry, visibleTo));
    },
    async find(search) {
      const { present } = await current();
      return findPages(tables, present, search);
    },
    async statements(search) {
      const { present } = await current();
      return statementPages(tables, present, search);
    },
    async pages(wanted, visibleTo) {
      const { present } = await current();
      return readPages(tables, present, wanted, visibleTo);
    },
    async maintain(rules) {
      return maintainTables(tables, await latest(), rules);
    },
    close() {
      tables.documents.close();
      tables.chunks.close();
      database.close();
    },
  };
}

function presentRow(document: IndexedDocument, write: string, chunks: number): LedgerRow {
  const { documentId, ownerId, revision, ...entry } = document;
  return {
    documentId,
    ownerId: ownerId ?? '',
    revision,
    write,
    state: 'present',
    at: now(),
    entry: JSON.stringify({ ...entry, chunks }),
  };
}

function chunkRow(
  { documentId, ownerId }: IndexedDocument,
  write: string,
  { pageFacts, vector, ...chunk }: IndexedChunk,
  embedding: EmbeddingIdentity,
): Record<string, unknown> {
  if (embedding.dimensions && vector?.length !== embedding.dimensions)
    throw new KnowledgeIndexError(
      'bad-vectors',
      `${embedding.name} made a vector of ${vector?.length ?? 0} numbers in place of ${embedding.dimensions}.`,
    );
  return {
    documentId,
    ownerId: ownerId ?? '',
    write,
    at: now(),
    page: chunk.page,
    part: chunk.part,
    kind: chunk.kind,
    text: chunk.text,
    heading: chunk.heading,
    units: chunk.units,
    statements: pageFacts.statements.map((kind) => `|${kind}|`).join(''),
    section: pageFacts.section ?? '',
    headings: chunk.part === 0 ? pageFacts.headings.join('\n') : '',
    ...(embedding.dimensions && { vector: [...(vector ?? [])] }),
  };
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

function now(): string {
  return new Date().toISOString();
}
