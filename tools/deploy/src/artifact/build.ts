import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OperatorError } from '@marketscope/operator';
import { workspace } from '../workspace.ts';

/**
 * Builds projects, of which nx leaves out what has not changed since it was built.
 * @throws OperatorError when one does not build
 */
export async function buildProjects(projects: readonly string[]): Promise<void> {
  const require = createRequire(import.meta.url);
  const nx = path.join(path.dirname(require.resolve('nx/package.json')), 'dist/bin/nx.js');
  const child = spawn(
    process.execPath,
    [nx, 'run-many', '--targets=build', `--projects=${projects.join(',')}`, '--output-style=static'],
    { cwd: workspace, env: { ...process.env, NX_DAEMON: 'false' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new OperatorError(`the build failed:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`);
}
