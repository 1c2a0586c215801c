import { OperatorError } from './operator-error.ts';

/** What a person at the terminal is told of a failure: what to do about it, where that is known. */
export function explained(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const text = `${error.name} ${error.message} ${'code' in error ? String(error.code) : ''}`;
  for (const [pattern, advice] of causes) if (pattern.test(text)) return `${error.message}\n${advice()}`;
  return error.stack ?? error.message;
}

/** Failures that every AWS client may meet, and what to do about each. */
const causes: readonly (readonly [RegExp, () => string])[] = [
  [
    /CredentialsProviderError|Could not load credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/,
    () =>
      'There are no valid AWS credentials: sign in (aws sso login) and choose the profile by AWS_PROFILE.',
  ],
  [/Region is missing/, () => 'Set AWS_REGION to the region of the environment.'],
  [
    /AccessDenied|NotAuthorized|UnauthorizedOperation/,
    () =>
      'These credentials may not do that: take the role of an administrator, or in a workflow the environment’s deploy role.',
  ],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|NetworkingError/,
    () => {
      const { AWS_ENDPOINT_URL: endpoint } = process.env;
      return `Nothing answers at ${endpoint ?? 'AWS'}: check the network${endpoint ? ' and that the emulator runs' : ''}.`;
    },
  ],
  [/Throttling|TooManyRequests/, () => 'AWS asks to go slower: run the command again in a minute.'],
];
