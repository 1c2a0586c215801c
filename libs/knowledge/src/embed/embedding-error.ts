/** What keeps embeddings from being made. */
export type EmbeddingFailure =
  /** The provider won't: a missing or bad key, an unknown model. An operator has to see to it. */
  | 'refused'
  /** No answer after several attempts. */
  | 'unavailable'
  /** An answer that has not the vectors asked for. */
  | 'malformed'
  /** The local model is not installed here: its packages are no part of what is deployed to Lambda. */
  | 'not-installed';

/** No embeddings could be made; the message says what to do about it. */
export class EmbeddingError extends Error {
  readonly code: EmbeddingFailure;
  constructor(code: EmbeddingFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddingError';
    this.code = code;
  }
}
