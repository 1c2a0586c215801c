import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Starts a module in a process of its own, which talks to this one by messages. */
export function startModule(
  file: string,
  { given = [], environment = {} }: { given?: string[]; environment?: Record<string, string> } = {},
): ChildProcess {
  return fork(file, given, {
    env: { ...process.env, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

/** The next message of a process. */
export async function messageOf(child: ChildProcess): Promise<unknown> {
  const waited = new AbortController();
  const { signal } = waited;
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`);
      }),
    ])) as [unknown];
    return message;
  } finally {
    waited.abort();
  }
}

/** Ends a process. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
