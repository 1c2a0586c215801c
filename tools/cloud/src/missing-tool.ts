import { existsSync } from 'node:fs';
import path from 'node:path';
import { terraformFault } from '@marketscope/infra';

/** What the cloud tests lack on this machine; undefined when nothing. */
export async function missingTool(): Promise<string | undefined> {
  const fault = await terraformFault();
  if (fault !== undefined) return fault;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  if (folders.some((folder) => existsSync(path.join(folder, 'moto_server')))) return undefined;
  return 'moto_server is not installed (pip install "moto[server]==5.2.1")';
}
