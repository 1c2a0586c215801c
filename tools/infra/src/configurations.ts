import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { workspace } from './workspace.ts';

/** A folder of Terraform's that can be checked by itself: a module or an environment. */
export interface Configuration {
  /** Its path under `infra`, e.g. `modules/queue`. */
  name: string;
  folder: string;
}

const infra = path.join(workspace, 'infra');

/**
 * Every module and environment, in the order of their names.
 * @param wanted parts of names, of which each must have one; none for all
 */
export async function findConfigurations(wanted: readonly string[] = []): Promise<Configuration[]> {
  const files = await readdir(infra, { recursive: true });
  const folders = files
    .filter((file) => path.basename(file) === 'versions.tf' && !file.includes('.terraform'))
    .map((file) => path.dirname(file))
    .sort();
  return folders
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.split(path.sep).includes(part)))
    .map((name) => ({ name: name.split(path.sep).join('/'), folder: path.join(infra, name) }));
}
