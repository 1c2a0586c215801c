import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Topology } from '@marketscope/contracts/topology';
import { generatedSecrets, type GeneratedSecret } from '@marketscope/runtime';

/**
 * Makes sure that each of these secrets that the system generates is in the folder, readable by its owner alone, and
 * answers the `file:` URLs of all. One that an operator gives is a file of theirs, and may be missing.
 * @throws TypeError for a generated secret that the runner does not know how to make
 */
export async function keepSecrets(
  folder: string,
  names: Iterable<string>,
  secrets: Topology['secrets'],
): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const references = new Map<string, string>();
  for (const name of names) {
    const secret: GeneratedSecret | undefined = generatedSecrets[name as keyof typeof generatedSecrets];
    const file = path.join(folder, name);
    references.set(name, pathToFileURL(file).href);
    if (!secret && secrets[name]?.origin === 'given') continue;
    if (!secret) throw new TypeError(`nothing here makes the secret ${name}`);
    const first = secret.next({ current: undefined, previous: undefined }, new Date());
    await writeFile(file, first, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
  return references;
}
