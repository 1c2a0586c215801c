/** Why a document can't be read; each has a message that its owner understands. */
export type DocumentFailure =
  | 'broken'
  | 'empty'
  | 'encrypted'
  | 'mislabelled'
  | 'no-text'
  | 'too-large'
  | 'too-many-pages'
  | 'too-slow'
  | 'unsupported';

/** A document that will not be readable however often it is tried: its state is failed, with `message` as the reason. */
export class DocumentError extends Error {
  readonly code: DocumentFailure;
  constructor(code: DocumentFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentError';
    this.code = code;
  }
}
