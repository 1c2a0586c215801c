import { dataDirectory } from '../stack/data-dir.ts';
import { findRunningStack, type RunningStack } from '../stack/running-file.ts';

/** A command can't do what it was asked to; the message tells the person what to do about it. */
export class CommandError extends Error {
  readonly code = 'command';
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Runs a command to its end. When it fails, its reason is printed and the exit status is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    console.error(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  // This is all that fetch says of a server that is gone.
  if (error instanceof TypeError && error.message === 'fetch failed')
    return 'MarketScope does not answer any more. Start it with npm start, in another terminal.';
  return error instanceof Error ? error.message : String(error);
}

/** @throws CommandError when no stack runs on the data folder that the environment names */
export async function runningStack(): Promise<RunningStack> {
  const dataDir = dataDirectory();
  const stack = await findRunningStack(dataDir);
  if (!stack)
    throw new CommandError(
      `MarketScope is not running with the data in ${dataDir}. Start it with npm start, in another terminal.`,
    );
  return stack;
}
