import { AssistantError, type AssistantErrorCode } from '@marketscope/assistant';
import { ApplicationError } from '@marketscope/runtime';

const statuses: Partial<Record<AssistantErrorCode, { status: number; retryAfterSeconds?: number }>> = {
  'model-rate-limited': { status: 503, retryAfterSeconds: 60 },
  'model-unavailable': { status: 503, retryAfterSeconds: 10 },
  'model-timeout': { status: 504 },
  'time-limit': { status: 504 },
};

/** What the failure of an answer tells the person who asked: the assistant's own reasons, and of anything else nothing. */
export function answerFailure(error: unknown): unknown {
  if (!(error instanceof AssistantError)) return error;
  return new ApplicationError(
    { status: 502, ...statuses[error.code], code: error.code, message: error.message },
    { cause: error },
  );
}
