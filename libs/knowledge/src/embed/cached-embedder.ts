import { createHash } from 'node:crypto';
import type { Embedder } from './embedder.ts';

/** Vectors by key, kept anywhere: in memory, on a disk, in a table. What it forgets is made again. */
export interface VectorCache {
  get(keys: readonly string[]): Promise<ReadonlyMap<string, number[]>>;
  set(entries: ReadonlyMap<string, number[]>): Promise<void>;
}

/** The same embedder, asked only for texts that it hasn't embedded before, told by a hash of their content. */
export function cachedEmbedder(embedder: Embedder, cache: VectorCache): Embedder {
  const keyOf = (text: string) =>
    createHash('sha256').update(`${embedder.name}\n${embedder.dimensions}\n${text}`).digest('hex');

  async function embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    const keys = texts.map(keyOf);
    const known = await cache.get([...new Set(keys)]);
    const missing = new Map<string, string>();
    keys.forEach((key, at) => {
      if (!known.has(key)) missing.set(key, texts[at] ?? '');
    });
    const made = missing.size ? await embedder.embedPassages([...missing.values()], signal) : [];
    const fresh = new Map([...missing.keys()].map((key, at) => [key, made[at] ?? []]));
    if (fresh.size) await cache.set(fresh);
    return keys.map((key) => known.get(key) ?? fresh.get(key) ?? []);
  }

  return {
    name: embedder.name,
    dimensions: embedder.dimensions,
    embedPassages,
    // Questions are seldom asked twice in the same words; keeping them would only fill the cache.
    embedQuestion: (text, signal) => embedder.embedQuestion(text, signal),
  };
}

/**
 * Keeps the vectors used last, so that repeated boilerplate and repeated events cost nothing.
 * @param capacity vectors; one of 1,536 numbers takes 12 KB
 */
export function memoryVectorCache(capacity = 5_000): VectorCache {
  const vectors = new Map<string, number[]>();
  return {
    get: async (keys) => {
      const found = new Map<string, number[]>();
      for (const key of keys) {
        const vector = vectors.get(key);
        if (!vector) continue;
        vectors.delete(key);
        vectors.set(key, vector);
        found.set(key, vector);
      }
      return found;
    },
    set: async (entries) => {
      for (const [key, vector] of entries) vectors.set(key, vector);
      for (const oldest of vectors.keys()) {
        if (vectors.size <= capacity) break;
        vectors.delete(oldest);
      }
    },
  };
}
