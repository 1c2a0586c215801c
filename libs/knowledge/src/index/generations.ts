import type { Connection } from '@lancedb/lancedb';
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

/** Which generation someone with an embedding of their own reads, and whether it is the one to write to. */
export interface GenerationChoice {
  generation: number;
  newest: boolean;
}

/**
 * The newest ready generation whose vectors the given embedding made: after a rebuild for another embedding, readers that
 * still have the old one go on with the generation before. `undefined` where there is none yet.
 * @throws KnowledgeIndexError `embedding-mismatch` where all are of other embeddings
 */
export function chooseGeneration(
  generations: readonly Generation[],
  embedding: EmbeddingIdentity,
): GenerationChoice | undefined {
  const ready = generations.filter(({ state }) => state === 'ready');
  const [newest] = ready;
  if (!newest) return undefined;
  const own = ready.find((generation) => isSame(generation.embedding, embedding));
  if (!own) throw mismatch(newest.embedding, embedding);
  return { generation: own.generation, newest: own === newest };
}

export function isSame(a: EmbeddingIdentity, b: EmbeddingIdentity): boolean {
  return a.name === b.name && a.dimensions === b.dimensions;
}

export function mismatch(made: EmbeddingIdentity, asked: EmbeddingIdentity): KnowledgeIndexError {
  return new KnowledgeIndexError(
    'embedding-mismatch',
    `The index was made with ${described(made)}, and ${described(asked)} is configured. Rebuild it with "npm run reindex", or configure ${made.name} again.`,
  );
}

function described({ name, dimensions }: EmbeddingIdentity): string {
  return dimensions ? `${name} (${dimensions} dimensions)` : name;
}
