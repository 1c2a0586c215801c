import type { DocumentFolder } from '@marketscope/contracts';

/** A version of a document, page by page, as the index takes it. */
export interface IndexableDocument {
  documentId: string;
  /** Whose alone it is; null for what everyone may find. */
  ownerId: string | null;
  version: string;
  name: string;
  pages: readonly { number: number; text: string }[];
}

/** A passage that answers a question. */
export interface KnowledgeHit {
  documentId: string;
  /** Null for what everyone may find. */
  ownerId: string | null;
  version: string;
  name: string;
  /** Counts from 1. */
  page: number;
  excerpt: string;
  /** Higher is better; comparable within one search. */
  score: number;
  /** What of the question it fits, e.g. `Apple`, `fiscal 2009`, `income statement`. */
  why: string[];
}

/** What keeps the index in step with the documents. */
export interface KnowledgeWriter {
  /** Puts a version in the place of whatever the index holds of the document; the same version twice is the same as once. */
  replaceDocument(
    document: IndexableDocument,
    options?: { signal?: AbortSignal },
  ): Promise<{ chunks: number }>;
  removeDocument(documentId: string): Promise<void>;
}

/** Finds passages in what everyone may read and what is the person's own; in nothing else. */
export interface KnowledgeReader {
  search(query: { question: string; userId: string; limit: number }): Promise<KnowledgeHit[]>;
}

/** A passage with the document that it is from. */
export interface Passage extends Pick<
  KnowledgeHit,
  'documentId' | 'name' | 'page' | 'excerpt' | 'score' | 'why'
> {
  folder: DocumentFolder;
}
