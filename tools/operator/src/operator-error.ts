/** A command can't do what it was asked to; the message tells the person what to do about it. */
export class OperatorError extends Error {
  readonly code = 'operator';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
  }
}
