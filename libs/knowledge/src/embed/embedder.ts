import type { EmbeddingIdentity } from '../index/lance-tables.ts';

/** Makes vectors of text. `name` and `dimensions` say whose vectors they are: those of two makers are never compared. */
export interface Embedder extends EmbeddingIdentity {
  /** One vector for each text, in order, each of unit length. */
  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
  /** A question's vector, to find passages by. */
  embedQuestion(text: string, signal?: AbortSignal): Promise<number[]>;
}
