import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generatedSecrets, type GeneratedSecret } from '@marketscope/runtime';

/**
 * Makes sure that each of these secrets is in the folder, readable by its owner alone, and answers their `file:` URLs.
 * @throws TypeError for a secret that the runner does not know how to make
 */
export async function keepSecrets(folder: string, names: Iterable<string>): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const references = new Map<string, string>();
  for (const name of names) {
    const secret: GeneratedSecret | undefined = generatedSecrets[name as keyof typeof generatedSecrets];
    if (!secret) throw new TypeError(`nothing here makes the secret ${name}`);
    const first = secret.next({ current: undefined, previous: undefined }, new Date());
    const file = path.join(folder, name);
    await writeFile(file, first, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    references.set(name, pathToFileURL(file).href);
  }
  return references;
}
