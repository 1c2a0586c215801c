import { parseArgs, type ParseArgsConfig } from 'node:util';
import { explained, OperatorError } from '@marketscope/operator';

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

/** Waits for a time. */
export const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));
