import { existsSync } from 'node:fs';
import path from 'node:path';
import { createEmbedder, embeddingOf, embeddingSettings, indexMismatch } from '@marketscope/knowledge';
import { openAiSettings } from '@marketscope/runtime';
import { z } from 'zod';
import { indexFolder } from './service-environments.ts';

/**
 * What the person at the terminal has to do for documents that were indexed with other embeddings than are set now; undefined
 * for nothing.
 * @param shell environment of the person who starts the stack
 */
export async function indexNotice(stateDir: string, shell: NodeJS.ProcessEnv): Promise<string | undefined> {
  const uri = indexFolder(stateDir);
  // Its library takes long to load, and where nothing was indexed nothing is wrong.
  if (!existsSync(path.join(uri, 'generations.lance'))) return undefined;
  const settings = z.object({ ...openAiSettings.shape, ...embeddingSettings.shape }).parse({ ...shell });
  // Nothing is embedded.
  const key = { get: async () => undefined, renew: async () => undefined };
  const mismatch = await indexMismatch({ uri }, embeddingOf(createEmbedder(settings, () => key)));
  if (!mismatch) return undefined;
  const meanwhile =
    mismatch.code === 'embedding-mismatch' ? 'are searched by words' : 'can’t be searched, deleted ones stay';
  return `${mismatch.message} Until then documents ${meanwhile}, and new ones wait.`;
}
