import path from 'node:path';
import { workspace } from './workspace.ts';

/** Folder of the stacks' state and logs: `DATA_DIR`, from the repository's folder, or `.data` there. */
export function dataDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(workspace, environment['DATA_DIR'] || '.data');
}
