import type { DocumentFolder } from '@marketscope/contracts';

/** A version of a document's file, as the index takes it. */
export interface IndexableFile {
  documentId: string;
  /** Whose alone it is; null for what everyone may find. */
  ownerId: string | null;
  /** Orders writes: of two, the one that sorts later as a string wins. */
  revision: string;
  name: string;
  /** Of the file. */
  version: string;
  bytes: Uint8Array;
}

/** What keeps the index in step with the documents. */
export interface KnowledgeWriter {
  /**
   * Reads a file and puts it in the place of whatever the index holds of the document.
   * @param options.onPage told how many of how many pages have been read
   * @throws UnreadableDocument when the file can't be read, now or ever
   * @throws IndexingSuspended when no document can be indexed until an operator acts
   */
  put(
    file: IndexableFile,
    options: { onPage: (read: number, pages: number) => void; signal: AbortSignal },
  ): Promise<{ pages: number; chunks: number }>;
  /** Takes a document out of the index. @throws IndexingSuspended */
  remove(document: Pick<IndexableFile, 'documentId' | 'ownerId' | 'revision'>): Promise<void>;
}

/** A file will not be readable however often it is tried; the message says why, for its owner. */
export class UnreadableDocument extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableDocument';
  }
}

/** Nothing can be indexed until an operator acts; the message says what is to be done. */
export class IndexingSuspended extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IndexingSuspended';
  }
}

/** A page that may answer a question, by its best lines. */
export interface KnowledgeHit {
  documentId: string;
  /** What the document calls itself, e.g. `Apple Inc. 10-Q 2009 Q2`. */
  title: string;
  /** Counts from 1. */
  page: number;
  excerpt: string;
  /** In what its figures are, e.g. `(in millions)`; empty where the page doesn't say. */
  units: string;
  /** Higher is better; comparable within one search. */
  score: number;
  /** What of the question it fits, e.g. `income statement`. */
  why: string[];
}

/** Finds pages in what everyone may read and what is the person's own; in nothing else. */
export interface KnowledgeReader {
  search(query: { question: string; userId: string; limit: number }): Promise<KnowledgeHit[]>;
}

/** A page that may answer a question, with the document that it is of. */
export interface Passage extends KnowledgeHit {
  name: string;
  folder: DocumentFolder;
}
