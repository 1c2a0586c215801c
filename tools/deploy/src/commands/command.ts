import { parseArgs, type ParseArgsConfig } from 'node:util';
import { OperatorError } from '../operator-error.ts';

/**
 * Runs a command of the terminal: reads its arguments, and ends with what a person can do when it fails.
 * @param usage what `--help` prints, and what follows a mistake in the arguments
 */
export async function runCommand<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
  run: (
    parsed: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>>,
  ) => Promise<void>,
): Promise<void> {
  try {
    if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
      console.log(usage);
      return;
    }
    await run(parsed(usage, options));
  } catch (error) {
    console.error(explained(error));
    process.exitCode = 1;
  }
}

function parsed<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>> {
  try {
    return parseArgs({ options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n\n${usage}`, { cause: error });
    throw error;
  }
}

/** What a person at the terminal is told of a failure. */
export function explained(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const text = `${error.name} ${error.message} ${'code' in error ? String(error.code) : ''}`;
  for (const [pattern, advice] of causes) if (pattern.test(text)) return `${error.message}\n${advice}`;
  return error.stack ?? error.message;
}

/** Failures that every AWS client may meet, and what to do about each. */
const causes: readonly (readonly [RegExp, string])[] = [
  [
    /CredentialsProviderError|Could not load credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/,
    'There are no valid AWS credentials: sign in (aws sso login) and choose the profile by AWS_PROFILE.',
  ],
  [/Region is missing/, 'Set AWS_REGION to the region of the environment.'],
  [
    /AccessDenied|NotAuthorized|UnauthorizedOperation/,
    'These credentials may not do that: take the role of an administrator, or in a workflow the environment’s deploy role.',
  ],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|NetworkingError/,
    `Nothing answers at ${process.env['AWS_ENDPOINT_URL'] ?? 'AWS'}: check the network${process.env['AWS_ENDPOINT_URL'] ? ' and that the emulator runs' : ''}.`,
  ],
  [/Throttling|TooManyRequests/, 'AWS asks to go slower: run the command again in a minute.'],
];

/** Waits for a time. */
export const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));
