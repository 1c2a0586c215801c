import type { KnowledgeReader } from '@marketscope/domain';
import {
  EmbeddingError,
  embeddingOf,
  isSameEmbedding,
  openKnowledgeIndex,
  openOnce,
  searchKnowledge,
  type Embedder,
  type IndexLocation,
  type KnowledgeIndex,
  type KnowledgeQuestion,
  type KnowledgeResult,
} from '@marketscope/knowledge';
import type { Logger } from '@marketscope/runtime';

/** Milliseconds that a question waits for its vector: then it is searched for by words, for a person waits too. */
const EMBEDDING_WITHIN_MS = 3000;

/**
 * Searches the index of documents, which is opened with the first question: its library takes long to load. Where the index is
 * of other vectors than are set, or the question's vector can't be made, words alone are searched, and the log says so.
 */
export function createKnowledgeReader({
  location,
  embedder,
  logger,
}: {
  location: IndexLocation;
  embedder: Embedder | undefined;
  logger: Logger;
}): KnowledgeReader & { prepare(): Promise<void> } {
  const embedding = embeddingOf(embedder);
  const index = openOnce(() => openKnowledgeIndex({ ...location, embedding, otherwise: 'words' }));
  let told: string | undefined;
  const tellOfOther = (made: string): void => {
    if (told !== made)
      logger.warn(
        { made, set: embedding.name },
        'the index of documents was made with other embeddings than are set: words alone are searched until it is rebuilt by npm run reindex',
      );
    told = made;
  };

  async function found(
    opened: KnowledgeIndex,
    question: KnowledgeQuestion & { limit: number },
  ): Promise<KnowledgeResult[]> {
    // Has it look for a rebuild that ended since.
    await opened.catalogue(question.visibleTo);
    const isOwn = isSameEmbedding(opened.embedding, embedding);
    if (!isOwn) tellOfOther(opened.embedding.name);
    if (!embedder || !isOwn) return searchKnowledge({ index: opened }, question);
    try {
      return await searchKnowledge({ index: opened, embedder: patient(embedder) }, question);
    } catch (error) {
      if (!(error instanceof EmbeddingError)) throw error;
      logger.warn(
        { err: error },
        'a question could not be embedded, and was searched for by its words alone',
      );
      return searchKnowledge({ index: opened }, question);
    }
  }

  return {
    async search({ question, userId, limit }) {
      const results = await found(await index(), {
        text: question,
        visibleTo: userId,
        limit,
        neighbours: false,
      });
      return results.map(({ documentId, title, page, excerpt, units, score, why }) => ({
        documentId,
        title,
        page,
        excerpt,
        units,
        score,
        why,
      }));
    },
    prepare: async () => void (await index()),
  };
}

/** The embedder of questions, which is not waited for longer than a person should. */
function patient(embedder: Embedder): Embedder {
  return {
    ...embedder,
    async embedQuestion(text) {
      const deadline = AbortSignal.timeout(EMBEDDING_WITHIN_MS);
      try {
        return await embedder.embedQuestion(text, deadline);
      } catch (error) {
        if (!deadline.aborted) throw error;
        throw new EmbeddingError('unavailable', `no vector within ${EMBEDDING_WITHIN_MS} ms`, {
          cause: error,
        });
      }
    },
  };
}
