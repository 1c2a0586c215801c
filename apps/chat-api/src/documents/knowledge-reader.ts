import type { KnowledgeReader } from '@marketscope/domain';
import { openOnce, searchKnowledge, type Embedder, type KnowledgeIndex } from '@marketscope/knowledge';

/**
 * Searches the index of documents.
 * @param open opens the index, with the first question: its library takes long to load
 */
export function createKnowledgeReader({
  open,
  embedder,
}: {
  open: () => Promise<KnowledgeIndex>;
  embedder?: Embedder | undefined;
}): KnowledgeReader & { prepare(): Promise<void> } {
  const index = openOnce(open);
  return {
    async search({ question, userId, limit }) {
      const found = await searchKnowledge(
        { index: await index(), ...(embedder && { embedder }) },
        { text: question, visibleTo: userId, limit, neighbours: false },
      );
      return found.map(({ documentId, title, page, excerpt, units, score, why }) => ({
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
