import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { withoutAws } from './without-aws.ts';
import { workspace } from './workspace.ts';

/** Runs a script of ours in a process of its own, and shows what it prints. @throws Error when it fails */
export async function runScript(
  script: string,
  args: string[],
  environment: Record<string, string>,
): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: workspace,
    stdio: 'inherit',
    env: { ...withoutAws(process.env), ...environment },
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`${path.basename(script)} ${args.join(' ')} ended with exit status ${code}`);
}
