/** The other side did not take what was sent, or did not say that it has. */
export class SendingError extends Error {
  /**
   * `rejected` for good, as for an address that does not exist; `unavailable` for now; `unconfirmed` when the
   * connection broke or the time ran out before an answer came: it may have been taken or not.
   */
  readonly code: 'rejected' | 'unavailable' | 'unconfirmed';
  constructor(code: SendingError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SendingError';
    this.code = code;
  }
}
