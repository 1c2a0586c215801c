import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { workspace } from './workspace.ts';

/** What a run of Terraform came to. */
export interface TerraformRun {
  code: number;
  /** Standard output and errors, as they came. */
  output: string;
}

/** The oldest Terraform that the modules work with: native locking and write-only arguments. */
const OLDEST = [1, 11] as const;

/**
 * Runs Terraform in a folder, without colours and questions.
 * @param environment variables beside those of this process
 */
export async function terraform(
  folder: string,
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<TerraformRun> {
  const child = spawn('terraform', args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...pluginCache(),
      TF_IN_AUTOMATION: 'true',
      TF_INPUT: '0',
      TF_CLI_ARGS: '-no-color',
      ...environment,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}

/** One copy of each provider for all folders, which would otherwise hold one each. */
function pluginCache(): NodeJS.ProcessEnv {
  const folder = process.env['TF_PLUGIN_CACHE_DIR'] ?? path.join(workspace, 'node_modules/.cache/terraform');
  mkdirSync(folder, { recursive: true });
  // Modules have no lock file, which the cache would otherwise be held to.
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true' };
}

/** Why Terraform can't be used here; undefined where it can. */
export async function terraformFault(): Promise<string | undefined> {
  const wanted = `terraform ${OLDEST.join('.')} or newer (https://developer.hashicorp.com/terraform/install)`;
  try {
    const { output } = await terraform(workspace, ['version', '-json']);
    const [, major = '', minor = ''] = /"terraform_version": "(\d+)\.(\d+)/.exec(output) ?? [];
    const isNewEnough =
      Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
    return isNewEnough ? undefined : `${wanted} is needed, and this is ${major}.${minor}`;
  } catch {
    return `${wanted} is not installed`;
  }
}
