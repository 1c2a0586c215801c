import type { Connection } from '@lancedb/lancedb';
import { despiteOthers } from './commit-conflicts.ts';
import { KnowledgeIndexError } from './index-error.ts';
import { number, tableOf, text } from './lance-tables.ts';
import type { EmbeddingIdentity } from './lance-tables.ts';

/** One build of the whole index. A rebuild makes the next one beside it and then declares that one ready. */
export interface Generation {
  generation: number;
  embedding: EmbeddingIdentity;
  state: 'building' | 'ready';
  at: string;
}

interface GenerationRow {
  generation: number;
  embedding: string;
  dimensions: number;
  state: 'building' | 'ready';
  at: string;
}

async function generationsTable(database: Connection) {
  const table = await tableOf(database, 'generations', [
    number('generation'),
    text('embedding'),
    number('dimensions'),
    text('state'),
    text('at'),
  ]);
  await table.checkoutLatest();
  return table;
}

/** All generations ever begun, newest first; where one was declared twice, its readiness and its earliest row count. */
export async function readGenerations(database: Connection): Promise<Generation[]> {
  const table = await generationsTable(database);
  const rows = (await table.query().toArray()) as GenerationRow[];
  const byNumber = new Map<number, Generation>();
  for (const row of rows.toSorted((a, b) => a.state.localeCompare(b.state) || a.at.localeCompare(b.at))) {
    const { generation, embedding, dimensions, state, at } = row;
    const known = byNumber.get(generation);
    if (!known || (known.state === 'building' && state === 'ready'))
      byNumber.set(generation, { generation, embedding: { name: embedding, dimensions }, state, at });
  }
  return [...byNumber.values()].toSorted((a, b) => b.generation - a.generation);
}

/** Declares a generation begun or ready; readers and writers follow within their freshness. */
export async function declareGeneration(
  database: Connection,
  { generation, embedding, state }: Omit<Generation, 'at'>,
): Promise<void> {
  const table = await generationsTable(database);
  await table.add([
    {
      generation,
      embedding: embedding.name,
      dimensions: embedding.dimensions,
      state,
      at: new Date().toISOString(),
    },
  ]);
}

/** Forgets all generations before one: nobody begins to read them any more. */
export async function forgetBefore(database: Connection, generation: number): Promise<void> {
  const table = await generationsTable(database);
  await despiteOthers(table, () => table.delete(`generation < ${generation}`));
}

/** Which generation someone with an embedding of their own reads, what made its vectors, and whether it is the one to write to. */
export interface GenerationChoice extends Pick<Generation, 'generation' | 'embedding'> {
  newest: boolean;
}

/**
 * The newest ready generation whose vectors the given embedding made: after a rebuild for another embedding, readers that
 * still have the old one go on with the generation before. `undefined` where there is none yet.
 * @param otherwise where all are of other embeddings: `words` takes the newest of them
 * @throws KnowledgeIndexError `embedding-mismatch` where all are, and nothing else was asked for
 */
export function chooseGeneration(
  generations: readonly Generation[],
  embedding: EmbeddingIdentity,
  otherwise: 'refuse' | 'words' = 'refuse',
): GenerationChoice | undefined {
  const ready = generations.filter(({ state }) => state === 'ready');
  const [newest] = ready;
  if (!newest) return undefined;
  const own = ready.find((generation) => isSameEmbedding(generation.embedding, embedding));
  if (!own && otherwise === 'refuse') throw mismatch(newest.embedding, embedding);
  const { generation, embedding: made } = own ?? newest;
  return { generation, embedding: made, newest: generation === newest.generation };
}

export function isSameEmbedding(a: EmbeddingIdentity, b: EmbeddingIdentity): boolean {
  return a.name === b.name && a.dimensions === b.dimensions;
}

export function mismatch(made: EmbeddingIdentity, asked: EmbeddingIdentity): KnowledgeIndexError {
  return new KnowledgeIndexError(
    'embedding-mismatch',
    `The index of documents was made with ${described(made)}, and ${described(asked)} is set: run "npm run reindex", or set what it was made with (EMBEDDINGS).`,
  );
}

function described({ name, dimensions }: EmbeddingIdentity): string {
  return dimensions ? `vectors of ${name} (${dimensions} numbers each)` : 'no vectors';
}
