import { AssistantError, type AssistantErrorCode } from '../assistant-error.ts';

/** What a model's failure comes down to, by the HTTP status or name that clients of models put on their errors. */
export function modelFailure(error: unknown): AssistantError {
  if (error instanceof AssistantError) return error;
  return new AssistantError(codeOf(error), { cause: error });
}

function codeOf(error: unknown): AssistantErrorCode {
  if (!(error instanceof Error)) return 'model-unavailable';
  const status = 'status' in error ? error.status : undefined;
  if (status === 401 || status === 403) return 'model-unauthorised';
  if (status === 429) return 'model-rate-limited';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'model-rejected';
  if (/timeout/i.test(error.name)) return 'model-timeout';
  return 'model-unavailable';
}
