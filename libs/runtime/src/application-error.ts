/**
 * A failure that its receiver is meant to understand: `code` is stable and for programs, the message tells a person
 * what to do. Anything else that is thrown is a fault of ours.
 */
export class ApplicationError extends Error {
  readonly code: string;
  /** The HTTP status that says it best. */
  readonly status: number;
  /** When it is worth trying again, where that is known. */
  readonly retryAfterSeconds: number | undefined;
  constructor(
    problem: { code: string; status: number; message: string; retryAfterSeconds?: number },
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
    this.name = 'ApplicationError';
    this.code = problem.code;
    this.status = problem.status;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}
