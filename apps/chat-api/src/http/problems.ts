import { STATUS_CODES } from 'node:http';
import type { FailureReason, Problem } from '@marketscope/contracts';
import {
  AlertRefusal,
  DocumentRefusal,
  FilterError,
  LeaseHeldError,
  MarketDataError,
  PersonalLimitError,
  SavedFilterRefusal,
} from '@marketscope/domain';
import { ApplicationError } from '@marketscope/runtime';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** What a failure comes down to for its receiver. Nothing of a fault of ours is told. */
export interface Failure {
  status: number;
  code: string;
  detail: string;
  errors?: NonNullable<Problem['errors']>;
  /** Id of what there is already, when that is why. */
  existing?: string;
  retryAfterSeconds?: number;
}

const marketDataFailures: Record<FailureReason, Failure> = {
  'unknown-symbol': {
    status: 404,
    code: 'unknown-symbol',
    detail: 'No provider of prices knows this symbol. Search for the company’s name to find it.',
  },
  'provider-unavailable': {
    status: 503,
    code: 'provider-unavailable',
    detail: 'No provider of prices answers just now. Try again in a moment.',
    retryAfterSeconds: 30,
  },
  'rate-limited': {
    status: 503,
    code: 'rate-limited',
    detail: 'The provider of prices allows no more questions just now. Try again in a minute.',
    retryAfterSeconds: 60,
  },
  'invalid-data': refusedAnswer('invalid-data', 'The provider of prices answered what can’t be right.'),
  'wrong-symbol': refusedAnswer('wrong-symbol', 'The provider of prices answered for another symbol.'),
  'implausible-price': refusedAnswer('implausible-price', 'The provider’s price can’t be right.'),
  'currency-changed': refusedAnswer(
    'currency-changed',
    'The provider of prices answered in another currency than before.',
  ),
  'out-of-order': refusedAnswer('out-of-order', 'The provider’s price is older than one already known.'),
  'split-suspected': refusedAnswer(
    'split-suspected',
    'The price jumped as if the shares had been split, which is not confirmed yet.',
  ),
};

/** A provider answered, and what it answered is not to be shown. */
function refusedAnswer(code: FailureReason, reason: string): Failure {
  return { status: 503, code, detail: `${reason} Try again in a moment.`, retryAfterSeconds: 30 };
}

/** An alert is not as it should be, or in a state in which it can't be what is asked. */
function refusedAlert({ code, message, faults, existing }: AlertRefusal): Failure {
  return {
    status: code === 'invalid-alert' ? 400 : 409,
    code,
    detail: message,
    ...(existing !== undefined && { existing }),
    ...(faults.length > 0 && {
      errors: faults.map(({ field, message: reason }) => ({ path: field, message: reason })),
    }),
  };
}

/** Refusals of Fastify itself that people can do something about. */
const requestFailures: Record<string, { code: string; detail: string }> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported-media-type', detail: 'Send JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'malformed-json', detail: 'The body is empty. Send JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'malformed-json', detail: 'The body is not JSON.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body-too-large', detail: 'The body is too large.' },
};

/** What a thrown error comes down to. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApplicationError)
    return {
      status: error.status,
      code: error.code,
      detail: error.message,
      ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
    };
  if (error instanceof MarketDataError) return marketDataFailures[error.code];
  if (error instanceof AlertRefusal) return refusedAlert(error);
  if (error instanceof DocumentRefusal) return { status: 403, code: error.code, detail: error.message };
  if (error instanceof PersonalLimitError) return { status: 409, code: error.code, detail: error.message };
  if (error instanceof SavedFilterRefusal)
    return { status: 409, code: error.code, detail: error.message, existing: error.existing };
  if (error instanceof LeaseHeldError)
    return { status: 409, code: error.code, detail: error.message, retryAfterSeconds: 5 };
  if (error instanceof FilterError)
    return {
      status: 400,
      code: error.code,
      detail: error.message,
      errors: [{ path: 'filter', message: error.message, position: error.position }],
    };
  if (hasZodFastifySchemaValidationErrors(error))
    return {
      status: 400,
      code: 'invalid-request',
      detail: 'The request is not as it should be; see `errors`.',
      errors: error.validation.map(({ instancePath, message }) => ({
        path: instancePath.split('/').filter(Boolean).join('.'),
        message: message ?? 'is not valid',
      })),
    };
  if (isRefusedByFastify(error))
    return {
      status: error.statusCode,
      ...(requestFailures[error.code] ?? {
        code: 'bad-request',
        detail: 'The request could not be understood.',
      }),
    };
  return {
    status: 500,
    code: 'internal',
    detail: 'Something went wrong on our side. It was logged under the request id.',
  };
}

function isRefusedByFastify(error: unknown): error is FastifyError & { statusCode: number } {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return false;
  const { code, statusCode } = error;
  return (
    typeof code === 'string' &&
    code.startsWith('FST_') &&
    typeof statusCode === 'number' &&
    statusCode >= 400 &&
    statusCode < 500
  );
}

/** The problem document (RFC 9457) that tells a failure to whoever asked for `instance`. */
export function problemOf(failure: Failure, instance?: string): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[failure.status] ?? 'Error',
    status: failure.status,
    detail: failure.detail,
    ...(instance !== undefined && { instance }),
    code: failure.code,
    ...(failure.existing !== undefined && { existing: failure.existing }),
    ...(failure.errors && { errors: failure.errors }),
  };
}

/** Answers a failure as a problem document. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  if (failure.status === 401) reply.header('www-authenticate', 'Bearer');
  if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', failure.retryAfterSeconds);
  return reply
    .code(failure.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(failure, pathOf(request))));
}

/** Answers every failure, an unknown path too, as a problem document, and logs the faults that are ours. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    if (failure.status >= 500)
      request.log[failure.status === 500 ? 'error' : 'warn']({ err: error }, 'a request failed');
    return answerProblem(request, reply, failure);
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    answerProblem(request, reply, {
      status: 404,
      code: 'not-found',
      detail: `There is nothing at ${request.method} ${pathOf(request)}.`,
    }),
  );
}

/** The path that was asked for, without its query, which may hold what people typed. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}

/** A thing of the person's that isn't there, or is another's: the answer is the same. */
export function notFound(what: string): ApplicationError {
  return new ApplicationError({ code: 'not-found', status: 404, message: `You have no such ${what}.` });
}
