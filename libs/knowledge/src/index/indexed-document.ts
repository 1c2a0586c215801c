import type { Chunk } from '../chunk/chunk-document.ts';
import type { DocumentFacts, PageFacts } from '../recognise/document-facts.ts';

/** A document's place in the index. */
export interface DocumentIdentity {
  documentId: string;
  /** Who alone may see it; without one, everybody may. */
  ownerId?: string;
  /**
   * Orders the versions of a document: of two, the one whose revision sorts later as a string wins, whichever is written
   * first. For S3 this is the event's `sequencer`, padded to one length.
   */
  revision: string;
}

export interface IndexedDocument extends DocumentIdentity {
  /** The file's name, as its owner gave it. */
  name: string;
  /** Of the file that was read, where its keeper tells versions apart. */
  version?: string | undefined;
  facts: DocumentFacts;
  pages: number;
}

/** A chunk ready to be stored: with what its page is, and its vector where the index has vectors. */
export interface IndexedChunk extends Chunk {
  pageFacts: Pick<PageFacts, 'statements' | 'section' | 'headings'>;
  vector?: readonly number[];
}

/** A document as the catalogue lists it; `write` names the stored chunks that are its own. */
export interface CatalogueEntry extends IndexedDocument {
  write: string;
  chunks: number;
}

/** A page that a search found, by its best chunk. */
export interface FoundPage {
  documentId: string;
  page: number;
  score: number;
  /** Of meaning, -1 to 1, where it was found by a vector. */
  similarity?: number;
}

/** All of a page: its chunks put together again. */
export interface StoredPage {
  documentId: string;
  page: number;
  text: string;
  headings: string[];
  section: string;
  statements: string[];
  units: string;
}
