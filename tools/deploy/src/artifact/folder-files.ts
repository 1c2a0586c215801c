import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Reads every file below a folder.
 * @param prefix put before each path, e.g. `node_modules/`
 * @returns contents by their paths below the folder, with `/` between folders
 */
export async function folderFiles(folder: string, prefix = ''): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    files.set(`${prefix}${name}`, await readFile(file));
  }
  return files;
}
