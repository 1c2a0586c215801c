import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '@lancedb/lancedb';
import type { Embedder } from '../embed/embedder.ts';
import { readCatalogue } from './catalogue.ts';
import type { LedgerRow } from './catalogue.ts';
import { declareGeneration, isSame, readGenerations } from './generations.ts';
import type { Generation } from './generations.ts';
import { passage } from './index-document.ts';
import {
  chunksName,
  connectIndex,
  documentsName,
  literal,
  noEmbedding,
  openGeneration,
} from './lance-tables.ts';
import type { EmbeddingIdentity, GenerationTables, IndexLocation } from './lance-tables.ts';
import { maintainTables } from './upkeep.ts';

export interface RebuildOptions extends IndexLocation {
  /** What makes the new vectors; without one, the new index has none. */
  embedder?: Embedder;
  onDocument?: (done: number, all: number) => void;
  /** How long writers may go on writing to the old index after the switch, in milliseconds: the longest freshness in use. */
  freshness?: number;
  signal?: AbortSignal;
}

export interface RebuildReport {
  generation: number;
  documents: number;
  chunks: number;
}

const rowsPerAppend = 256;

/**
 * Builds the index anew, from what it holds, beside the one in use, and then switches to it at once. Documents that are
 * written or removed meanwhile are followed. One that was broken off is taken up where it stopped.
 */
export async function rebuildIndex(options: RebuildOptions): Promise<RebuildReport> {
  const database = await connectIndex(options);
  try {
    const generations = await readGenerations(database);
    const current = generations.find(({ state }) => state === 'ready');
    if (!current) throw new Error(`There is no index at ${options.uri} to rebuild.`);
    const embedding: EmbeddingIdentity = options.embedder
      ? { name: options.embedder.name, dimensions: options.embedder.dimensions }
      : noEmbedding;
    const generation = await nextGeneration(database, generations, current, embedding);
    const from = await openGeneration(database, current.generation, current.embedding);
    const to = await openGeneration(database, generation, embedding);
    await copyUntilEqual(from, to, options);
    await maintainTables(to, await readCatalogue(to.documents), { smallFragments: 2 });
    await declareGeneration(database, { generation, embedding, state: 'ready' });
    // Writers that have not seen the switch yet still write to the old tables: their documents are fetched too.
    await wait(2 * (options.freshness ?? 1_000), undefined, {
      ...(options.signal && { signal: options.signal }),
    });
    await copyUntilEqual(from, to, options);
    await dropOlder(database, current.generation);
    const { present } = await readCatalogue(to.documents);
    return { generation, documents: present.size, chunks: await to.chunks.countRows() };
  } finally {
    database.close();
  }
}

async function nextGeneration(
  database: Connection,
  generations: readonly Generation[],
  current: Generation,
  embedding: EmbeddingIdentity,
): Promise<number> {
  const begun = generations.find(
    (generation) =>
      generation.state === 'building' &&
      generation.generation > current.generation &&
      isSame(generation.embedding, embedding),
  );
  if (begun) return begun.generation;
  const generation = (generations[0]?.generation ?? current.generation) + 1;
  await declareGeneration(database, { generation, embedding, state: 'building' });
  return generation;
}

/** Copies what the new tables lack, again and again until a look finds nothing. */
async function copyUntilEqual(
  from: GenerationTables,
  to: GenerationTables,
  options: RebuildOptions,
): Promise<void> {
  for (;;) {
    await from.documents.checkoutLatest();
    await from.chunks.checkoutLatest();
    const source = await readCatalogue(from.documents);
    const copied = (await readCatalogue(to.documents)).latest;
    const missing = [...source.latest.values()].filter(
      (row) =>
        copied.get(row.documentId)?.write !== row.write &&
        (copied.get(row.documentId)?.revision ?? '') <= row.revision,
    );
    if (!missing.length) return;
    for (const [done, row] of missing.entries()) {
      options.signal?.throwIfAborted();
      await copyDocument(from, to, row, source.present.get(row.documentId)?.facts.title ?? '', options);
      options.onDocument?.(done + 1, missing.length);
    }
  }
}

interface StoredChunk {
  heading: string;
  units: string;
  text: string;
  vector?: unknown;
}

async function copyDocument(
  from: GenerationTables,
  to: GenerationTables,
  row: LedgerRow,
  title: string,
  { embedder, signal }: RebuildOptions,
): Promise<void> {
  const own = `write = ${literal(row.write)}`;
  // What a rebuild that was broken off had copied of it.
  await to.chunks.delete(own);
  const columns = (await from.chunks.schema()).fields
    .map(({ name }) => name)
    .filter((name) => name !== 'vector');
  const rows = (await from.chunks.query().where(own).select(columns).toArray()) as StoredChunk[];
  for (let at = 0; at < rows.length; at += rowsPerAppend) {
    const batch = rows.slice(at, at + rowsPerAppend).map((chunk) => ({ ...chunk }));
    const vectors = embedder?.dimensions
      ? await embedder.embedPassages(
          batch.map((chunk) => passage({ title }, chunk)),
          signal,
        )
      : [];
    await to.chunks.add(
      batch.map((chunk, index) => ({ ...chunk, ...(vectors[index] && { vector: vectors[index] }) })),
    );
  }
  await to.documents.add([{ ...row }]);
}

/** The generation before stays for readers in the middle of a question; what is older goes. */
async function dropOlder(database: Connection, previous: number): Promise<void> {
  const names = await database.tableNames();
  for (let generation = previous - 1; generation > 0; generation--)
    for (const name of [chunksName(generation), documentsName(generation)])
      if (names.includes(name)) await database.dropTable(name);
}
