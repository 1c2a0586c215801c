import type { DocumentState, IndexingProgress } from '@marketscope/contracts';
import type { DocumentPlace } from './document-place.ts';

/** A document as it is stored: what is known of its file, and what became of it. */
export interface StoredDocument extends DocumentPlace {
  documentId: string;
  /** Who uploaded it last; null when it came into the bucket another way. */
  uploadedBy: string | null;
  /** In bytes; null before there is a file. */
  size: number | null;
  state: DocumentState;
  /** Version of the file that the index holds; null for none. */
  version: string | null;
  /** Of that version. */
  pages: number | null;
  chunks: number | null;
  /** Why the latest version failed; null unless it did. */
  reason: string | null;
  progress: IndexingProgress | null;
  createdAt: string;
  updatedAt: string;
}

/** The key of a document. */
export type DocumentKey = Pick<StoredDocument, 'ownerId' | 'documentId'>;

/** What became of a version of a document's file. */
export type IndexingOutcome =
  | { state: 'indexed'; version: string; size: number; pages: number; chunks: number }
  /**
   * Whether it `isSettled`: no further try could end otherwise. Of a settled failure nothing is left in the index; after
   * one that is not, the index holds what it held.
   */
  | { state: 'failed'; version: string; size: number | null; reason: string; isSettled: boolean };

/** The documents that people have, without their files. */
export interface DocumentStore {
  /** Undefined for one that there is not, or that was removed. */
  get(key: DocumentKey): Promise<StoredDocument | undefined>;
  /** A page of an owner's documents, in the order of their ids. */
  list(
    ownerId: string,
    page: { limit: number; cursor: string | undefined },
  ): Promise<{ items: StoredDocument[]; next?: string }>;
  /** Those of the given keys that there are. */
  some(keys: readonly DocumentKey[]): Promise<StoredDocument[]>;
  /**
   * Notes that somebody is about to upload a document, and answers it. One that is there already stays as it is, but for
   * who uploads it; one that never gets a file is forgotten after `expiresAt`.
   */
  expect(
    document: DocumentPlace & { documentId: string; uploadedBy: string },
    times: { at: Date; expiresAt: Date },
  ): Promise<StoredDocument>;
  /** Hides a document from everything, ahead of the removal of its file; tells whether there was one. */
  hide(key: DocumentKey, at: Date): Promise<boolean>;
}

/** A piece of work on a document: whoever holds it is the only one to change what the index holds of it. */
export interface IndexingClaim {
  /** Different for each claim. */
  token: string;
  /** Deaths of workers that held the claim before, since the document's file last changed or a try ended in order. */
  deaths: number;
  /** The version that is settled: nothing is left to be done for it. Undefined for none. */
  settledVersion: string | undefined;
  /** Changes of the file that were told of so far. */
  changes: number;
  /** Whether the document was hidden before it was claimed. */
  wasHidden: boolean;
  document: StoredDocument;
}

/** The work that keeps the index in step with the files, one worker at a time for each document. */
export interface IndexingStore {
  /**
   * Takes the work on a document, which is noted if it isn't known yet. While another message's worker holds it, that one is
   * told to look again (`held`): so this message is done. The same message, received again, takes it over: its worker is dead.
   * @param claim.messageId of the queue: the same each time that the message is received
   * @param claim.until when the worker is dead for certain
   */
  claim(
    document: DocumentPlace & { documentId: string },
    claim: { token: string; messageId: string; now: Date; until: Date },
  ): Promise<IndexingClaim | 'held'>;
  /** Notes that the document is being read, and how far it has been; false when the claim was lost. */
  progress(key: DocumentKey, token: string, progress: IndexingProgress | null, at: Date): Promise<boolean>;
  /**
   * Notes what became of the document and ends the claim. `changed` when its file changed meanwhile: then the claim goes on,
   * with that many changes, and so does the work. `lost` when another worker has the claim. A document that `wasHidden` is
   * shown again: it has a file, though it was deleted before.
   */
  settle(
    key: DocumentKey,
    claim: Pick<IndexingClaim, 'token' | 'changes' | 'wasHidden'>,
    outcome: IndexingOutcome,
    at: Date,
  ): Promise<'settled' | 'lost' | { changed: number }>;
  /** Ends the claim on a document that has no file any more, and forgets it unless an upload of it is expected. */
  forget(
    key: DocumentKey,
    claim: Pick<IndexingClaim, 'token' | 'changes'>,
    at: Date,
  ): Promise<'settled' | 'lost' | { changed: number }>;
  /**
   * Notes what became of a document without a claim on it: false, and nothing noted, where somebody is at it or it is no more
   * as it was read.
   */
  note(
    document: Pick<StoredDocument, 'ownerId' | 'documentId' | 'updatedAt'>,
    outcome: IndexingOutcome,
    at: Date,
  ): Promise<boolean>;
  /** Ends the claim as it began: the work will be tried again. */
  release(key: DocumentKey, token: string): Promise<void>;
}
