import { availableParallelism } from 'node:os';
import type { Connection, Table } from '@lancedb/lancedb';
import { despiteOthers } from './commit-conflicts.ts';
import { otherLayout } from './index-error.ts';

/** What made an index's vectors; vectors of two makers say nothing to one another. */
export interface EmbeddingIdentity {
  /** Such as `openai:text-embedding-3-small`; `none` for an index without vectors. */
  name: string;
  /** 0 without vectors. */
  dimensions: number;
}

/** An index without vectors: words alone. */
export const noEmbedding: EmbeddingIdentity = { name: 'none', dimensions: 0 };

/** Whose vectors an embedder makes; without one there are none. */
export function embeddingOf(embedder: EmbeddingIdentity | undefined): EmbeddingIdentity {
  return embedder ? { name: embedder.name, dimensions: embedder.dimensions } : noEmbedding;
}

export interface IndexLocation {
  /** A folder, or `s3://bucket/prefix`. */
  uri: string;
  /** For S3: region and credentials where the environment doesn't give them. */
  storageOptions?: Record<string, string>;
}

/** The tables of one generation. */
export interface GenerationTables {
  generation: number;
  embedding: EmbeddingIdentity;
  documents: Table;
  chunks: Table;
}

/** Below this many, the engine's writer of a full-text index waits for a thread that it holds itself, for ever. */
const leastEngineThreads = 4;

/**
 * LanceDB's native library takes a while to load, so it is loaded when it is first needed. It sizes its pool of threads by
 * the processors when it starts: on two, as on a small function, it would be one (lance issue 7350).
 */
export async function lancedb() {
  // Statistics of the vector index would bring its centroids along, and a warning of that with each.
  process.env['LANCE_INCLUDE_VECTOR_CENTROIDS'] ??= 'false';
  process.env['LANCE_CPU_THREADS'] ??= String(Math.max(leastEngineThreads, availableParallelism()));
  return import('@lancedb/lancedb');
}

/**
 * Where the services keep the index.
 * @param uri a folder or an `s3://` address, where it is not in the bucket
 */
export function indexLocation(uri: string | undefined, bucket: string): IndexLocation {
  return {
    uri: uri ?? `s3://${bucket}/knowledge`,
    // Without TLS at an emulator's address; AWS's has it.
    storageOptions: { allow_http: 'true' },
  };
}

export async function connectIndex({ uri, storageOptions }: IndexLocation): Promise<Connection> {
  const { connect } = await lancedb();
  return connect(uri, { ...(storageOptions && { storageOptions }) });
}

/**
 * Opens a table, or makes it; two processes may do so at once.
 * @throws KnowledgeIndexError `layout-mismatch` where it has other columns
 */
export async function tableOf(database: Connection, name: string, fields: readonly Column[]): Promise<Table> {
  const { Field, FixedSizeList, Float32, Int32, Schema, Utf8 } = await import('apache-arrow');
  const types = {
    text: () => new Utf8(),
    number: () => new Int32(),
    vector: (size: number) => new FixedSizeList(size, new Field('item', new Float32(), true)),
  };
  const schema = new Schema(
    fields.map(({ name: field, type, size }) => new Field(field, types[type](size ?? 0), false)),
  );
  try {
    return await database.createEmptyTable(name, schema, { mode: 'create', existOk: true });
  } catch (error) {
    if (error instanceof Error && /schema does not match/i.test(error.message)) throw otherLayout(error);
    throw error;
  }
}

export interface Column {
  name: string;
  type: 'text' | 'number' | 'vector';
  size?: number;
}

export const text = (name: string): Column => ({ name, type: 'text' });
export const number = (name: string): Column => ({ name, type: 'number' });

/**
 * Opens the tables of a generation, or makes them with their full-text and scalar indices.
 * @throws KnowledgeIndexError `layout-mismatch`
 */
export async function openGeneration(
  database: Connection,
  generation: number,
  embedding: EmbeddingIdentity,
): Promise<GenerationTables> {
  const documents = await tableOf(database, documentsName(generation), [
    ...['documentId', 'ownerId', 'revision', 'write', 'state', 'at', 'entry'].map(text),
  ]);
  const chunks = await tableOf(database, chunksName(generation), [
    ...['documentId', 'ownerId', 'write', 'place', 'at'].map(text),
    ...['page', 'part'].map(number),
    ...['kind', 'text', 'heading', 'units', 'statements', 'section', 'headings'].map(text),
    ...(embedding.dimensions
      ? [{ name: 'vector', type: 'vector', size: embedding.dimensions } as const]
      : []),
  ]);
  await createIndices(chunks);
  return { generation, embedding, documents, chunks };
}

async function createIndices(chunks: Table): Promise<void> {
  const { Index } = await lancedb();
  const made = new Set((await chunks.listIndices()).flatMap(({ columns }) => columns));
  const wanted = [
    {
      column: 'text',
      // Made anew for each try: the engine takes one for itself.
      config: () =>
        Index.fts({
          stem: true,
          removeStopWords: true,
          lowercase: true,
          asciiFolding: true,
          withPosition: false,
        }),
    },
    { column: 'write', config: () => Index.btree() },
    { column: 'place', config: () => Index.btree() },
    { column: 'ownerId', config: () => Index.bitmap() },
  ];
  for (const { column, config } of wanted.filter((index) => !made.has(index.column)))
    try {
      await despiteOthers(chunks, () => chunks.createIndex(column, { config: config(), replace: false }));
    } catch (error) {
      // Another process made it in between.
      if (!(error instanceof Error && /already exists/i.test(error.message))) throw error;
    }
}

export function documentsName(generation: number): string {
  return `documents_${generation}`;
}

export function chunksName(generation: number): string {
  return `chunks_${generation}`;
}

/** The generation that a table is of; undefined for one that is of none. */
export function generationOfTable(name: string): number | undefined {
  const [, generation] = /^(?:chunks|documents)_(\d+)$/.exec(name) ?? [];
  return generation === undefined ? undefined : Number(generation);
}

/** What the chunks of one page of one write have in common, and no others: pages are read by it. */
export function placeOf(write: string, page: number): string {
  return `${write}/${page}`;
}

/** A string as an SQL literal. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `column IN (…)`; of nothing, it is never true. */
export function isOneOf(column: string, values: Iterable<string>): string {
  const list = [...new Set(values)].map(literal);
  return list.length ? `${column} IN (${list.join(', ')})` : 'false';
}
