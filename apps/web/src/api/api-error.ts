import type { Problem } from '@marketscope/contracts';

/** The API refused a request, with its reason as RFC 9457 problem. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
  }
}

/** No answer came: the network, the server or something between them is down. */
export class UnreachableError extends Error {
  constructor(options?: ErrorOptions) {
    super('MarketScope could not be reached', options);
    this.name = 'UnreachableError';
  }
}

/** An answer came that is not what the contract says. */
export class UnexpectedAnswerError extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`The answer to ${what} was not in the expected form`, options);
    this.name = 'UnexpectedAnswerError';
  }
}

/** Whether the same request may well succeed when tried again, unchanged. */
export function isTransient(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ApiError && (error.status === 429 || error.status >= 500);
}
