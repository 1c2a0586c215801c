/** What is wrong with an index; none of it is a document's fault. */
export type IndexFailure =
  /** Its vectors are of another maker than the one that is set. */
  | 'embedding-mismatch'
  /** Another version of this code made its tables or what is in them. */
  | 'layout-mismatch'
  /** The embedder made vectors of another length than it says. */
  | 'bad-vectors';

export class KnowledgeIndexError extends Error {
  readonly code: IndexFailure;
  constructor(code: IndexFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KnowledgeIndexError';
    this.code = code;
  }
}

/** An index that was laid out by another version of this code. */
export function otherLayout(cause: unknown): KnowledgeIndexError {
  return new KnowledgeIndexError(
    'layout-mismatch',
    'The index of documents was laid out by another version of MarketScope: run "npm run reindex".',
    { cause },
  );
}
