import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { workspace } from './workspace.ts';

/** Lines of a build that tell why it failed. */
const TAIL_LINES = 60;

/** The build failed; the message holds the end of what it printed. */
export class BuildError extends Error {
  readonly code = 'build';
  constructor(output: string) {
    super(`The build failed:\n${output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')}`);
    this.name = 'BuildError';
  }
}

/**
 * Builds the services and the page, of which nx leaves out what has not changed since it was built.
 * @throws BuildError
 */
export async function buildApps(signal?: AbortSignal): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('nx/package.json');
  const { bin } = z
    .object({ bin: z.record(z.string(), z.string()) })
    .parse(createRequire(import.meta.url)(manifest));
  const nx = path.join(path.dirname(manifest), bin['nx'] ?? '');
  const child = spawn(
    process.execPath,
    [nx, 'run-many', '--targets=build', '--projects=apps/*', '--output-style=static'],
    {
      cwd: workspace,
      // The daemon would outlive the start.
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve).on('error', reject);
  });
  if (code !== 0) throw new BuildError(output);
}
