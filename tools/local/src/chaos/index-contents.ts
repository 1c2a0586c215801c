import { noEmbedding, openKnowledgeIndex } from '@marketscope/knowledge';

/** What the index holds of a document. */
export interface HeldDocument {
  documentId: string;
  ownerId: string | undefined;
  name: string;
  title: string;
  chunks: number;
  /** The text of each page. */
  pages: string[];
}

/** All that an index holds. */
export interface IndexContents {
  /** In the order of their ids; a document that is there twice is in it twice. */
  documents: HeldDocument[];
  /** Chunks that are stored, once what dead writers left is swept up. */
  storedChunks: number;
}

/**
 * Reads all that an index holds.
 * @param owners whose private documents are read beside the shared ones
 */
export async function indexContents(uri: string, owners: readonly string[]): Promise<IndexContents> {
  const index = await openKnowledgeIndex({ uri, embedding: noEmbedding });
  try {
    const documents: HeldDocument[] = [];
    for (const owner of [undefined, ...owners])
      for (const entry of await index.catalogue(owner)) {
        if (entry.ownerId !== owner) continue;
        const { documentId, ownerId, name, chunks } = entry;
        const wanted = Array.from({ length: entry.pages }, (_, page) => ({ documentId, page: page + 1 }));
        const pages = await index.pages(wanted, owner);
        documents.push({
          documentId,
          ownerId,
          name,
          title: entry.facts.title,
          chunks,
          pages: pages.toSorted((one, other) => one.page - other.page).map(({ text }) => text),
        });
      }
    const { rows } = await index.maintain({ orphanMinutes: 0 });
    return {
      documents: documents.toSorted((one, other) => (one.documentId < other.documentId ? -1 : 1)),
      storedChunks: rows,
    };
  } finally {
    index.close();
  }
}
