import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@marketscope/operator';
import type { EnvironmentShape } from './bill.ts';

/** Reads from an environment's Terraform what the bill needs of it. */
export async function readEnvironmentShape(
  workspace: string,
  environment: string,
): Promise<EnvironmentShape> {
  const main = await readFile(path.join(workspace, 'infra/environments', environment, 'main.tf'), 'utf8');
  const memory = /^\s*memory_mb\s*=\s*(\d+)/m.exec(main)?.[1];
  if (memory === undefined)
    throw new OperatorError(`infra/environments/${environment}/main.tf does not say memory_mb as a number`);
  const state = await readFile(path.join(workspace, 'infra/modules/system/state.tf'), 'utf8');
  const given = /given_secrets = \{\n([\s\S]*?)\n {2}\}/.exec(state)?.[1];
  if (given === undefined)
    throw new OperatorError('infra/modules/system/state.tf does not list given_secrets');
  return { memoryMb: Number(memory), givenSecrets: given.trim().split('\n').length };
}
