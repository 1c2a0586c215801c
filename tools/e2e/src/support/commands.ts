import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { workspace } from './npm-start.ts';

/** Runs an npm script against the stack under test, as a person in another terminal; answers what it printed. */
export async function npmRun(script: string, ...args: string[]): Promise<string> {
  const { port, dataDir } = inject('stack');
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], {
    cwd: workspace,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, NO_COLOR: '1' },
    maxBuffer: 10_000_000,
  });
  return stdout;
}
