import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Characters of what a process that failed said which are told: the last ones, as bundles show whole lines of theirs. */
const MOST_SAID = 1000;

/** A process that ends when it is ready. */
export interface Starting {
  command: string;
  given: string[];
  environment?: Record<string, string>;
}

/**
 * Milliseconds from a process's start to its end.
 * @throws Error when it fails
 */
export async function startTime({ command, given, environment = {} }: Starting): Promise<number> {
  const start = performance.now();
  const child = spawn(command, given, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const [code] = (await once(child, 'exit')) as [number | null];
  const ms = performance.now() - start;
  if (code !== 0)
    throw new Error(`${command} ${given.join(' ')} ended with ${code}: ${said.join('').slice(-MOST_SAID)}`);
  return ms;
}

/** Whether a command can be run to its end. */
export async function runs(starting: Starting): Promise<boolean> {
  try {
    await startTime(starting);
    return true;
  } catch {
    return false;
  }
}
