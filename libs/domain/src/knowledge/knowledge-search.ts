import { SHARED_OWNER } from './document-place.ts';
import type { DocumentStore } from './document-store.ts';
import type { KnowledgeReader, Passage } from './knowledge-index.ts';

/** Answers questions from documents. */
export interface KnowledgeSearch {
  /** The pages that answer a question best, best first, from shared documents and the person's own. */
  search(query: { question: string; userId: string; limit: number }): Promise<Passage[]>;
}

/**
 * Searches the index, and checks each page against the documents themselves: one that was deleted a moment ago, or that is
 * somebody else's, is never answered from, whatever the index says.
 */
export function createKnowledgeSearch(ports: {
  index: KnowledgeReader;
  documents: Pick<DocumentStore, 'some'>;
}): KnowledgeSearch {
  return {
    async search({ question, userId, limit }) {
      const hits = await ports.index.search({ question, userId, limit });
      const ids = [...new Set(hits.map(({ documentId }) => documentId))];
      const readable = await ports.documents.some(
        ids.flatMap((documentId) => [
          { ownerId: userId, documentId },
          { ownerId: SHARED_OWNER, documentId },
        ]),
      );
      const documents = new Map(readable.map((document) => [document.documentId, document]));
      return hits.flatMap((hit): Passage[] => {
        const document = documents.get(hit.documentId);
        return document ? [{ ...hit, name: document.name, folder: document.folder }] : [];
      });
    },
  };
}
