import type { Embedder } from '@marketscope/knowledge';

/** The least that a search does: one query of the engine, by words and by vector, fused by reciprocal rank. */
export async function openRawSearch(
  uri: string,
  embedder: Embedder,
  limit: number,
): Promise<{ search: (text: string) => Promise<number>; close: () => void }> {
  const { connect, rerankers } = await import('@lancedb/lancedb');
  const database = await connect(uri);
  const table = await database.openTable('chunks_1');
  const fusion = await rerankers.RRFReranker.create();
  return {
    async search(text) {
      const vector = await embedder.embedQuestion(text);
      const found = await table
        .query()
        .fullTextSearch(text.replace(/[^\p{L}\p{N}]+/gu, ' '), { columns: ['text'] })
        .nearestTo(vector)
        .distanceType('cosine')
        .rerank(fusion)
        .select(['documentId', 'page', 'text'])
        .limit(limit)
        .toArray();
      return found.length;
    },
    close() {
      table.close();
      database.close();
    },
  };
}
