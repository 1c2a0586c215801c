/** What is wrong with an index; none of it is a document's fault. */
export type IndexFailure = 'embedding-mismatch' | 'bad-vectors';

export class KnowledgeIndexError extends Error {
  readonly code: IndexFailure;
  constructor(code: IndexFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KnowledgeIndexError';
    this.code = code;
  }
}
