import type { DocumentStore, StoredDocument } from './document-store.ts';
import { SHARED_OWNER } from './document-place.ts';
import type { KnowledgeReader, Passage } from './knowledge-index.ts';

/** Answers questions from documents. */
export interface KnowledgeSearch {
  /** The passages that answer a question best, best first, from shared documents and the person's own. */
  search(query: { question: string; userId: string; limit: number }): Promise<Passage[]>;
}

/**
 * Searches the index and checks each passage against the documents themselves: one that was deleted a moment ago, or that is
 * somebody else's, is never answered from, whatever the index says.
 */
export function createKnowledgeSearch(ports: {
  index: KnowledgeReader;
  documents: Pick<DocumentStore, 'some'>;
}): KnowledgeSearch {
  return {
    async search({ question, userId, limit }) {
      const hits = (await ports.index.search({ question, userId, limit })).filter(
        ({ ownerId }) => ownerId === null || ownerId === userId,
      );
      const keys = new Map(
        hits.map(({ documentId, ownerId }) => [documentId, { documentId, ownerId: ownerId ?? SHARED_OWNER }]),
      );
      const found = await ports.documents.some([...keys.values()]);
      const documents = new Map(found.map((each): [string, StoredDocument] => [each.documentId, each]));
      return hits.flatMap(({ documentId, page, excerpt, score, why }): Passage[] => {
        const document = documents.get(documentId);
        if (!document) return [];
        const { name, folder } = document;
        return [{ documentId, name, folder, page, excerpt, score, why }];
      });
    },
  };
}
