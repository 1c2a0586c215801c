import { readCatalogue } from './catalogue.ts';
import { chooseGeneration, readGenerations } from './generations.ts';
import { KnowledgeIndexError } from './index-error.ts';
import { connectIndex, openGeneration } from './lance-tables.ts';
import type { EmbeddingIdentity, IndexLocation } from './lance-tables.ts';

/** Why the index at an address can't be written with an embedding; undefined when it can, or there is none yet. */
export async function indexMismatch(
  location: IndexLocation,
  embedding: EmbeddingIdentity,
): Promise<KnowledgeIndexError | undefined> {
  const database = await connectIndex(location);
  try {
    if (!(await database.tableNames()).includes('generations')) return undefined;
    const chosen = chooseGeneration(await readGenerations(database), embedding);
    if (!chosen) return undefined;
    const { documents } = await openGeneration(database, chosen.generation, chosen.embedding);
    await readCatalogue(documents);
    return undefined;
  } catch (error) {
    if (error instanceof KnowledgeIndexError) return error;
    throw error;
  } finally {
    database.close();
  }
}
