import { givenSetting, type OpenAiSettings } from '@marketscope/runtime';
import { z } from 'zod';
import { cachedEmbedder, memoryVectorCache } from './cached-embedder.ts';
import type { Embedder } from './embedder.ts';
import { createLocalEmbedder } from './local-embedder.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';
import type { EmbeddingEndpoint, EmbeddingKey, OpenAiEmbedderOptions } from './openai-embedder.ts';

/** Who makes the vectors of documents and questions: the same for whoever writes the index and whoever reads it. */
export const embeddingSettings = z.object({
  /** `none` searches by words alone; `local` is for a laptop; the others ask a provider, by the key of its models. */
  EMBEDDINGS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['none', 'local', 'openai', 'azure']).default('none'),
  ),
  /** Of a server for embeddings alone; where it is left out, they are asked for where the language model is. */
  OPENAI_EMBEDDING_BASE_URL: givenSetting(z.url({ protocol: /^https?$/ })),
  /** At OpenAI or a server that speaks its protocol; `text-embedding-3-small` unless given. */
  OPENAI_EMBEDDING_MODEL: givenSetting(z.string()),
  /** The deployment of an embedding model on Azure. */
  AZURE_OPENAI_EMBEDDING_DEPLOYMENT: givenSetting(z.string()),
  /** Numbers in a vector, where the model makes other ones than 1,536 or is to make shorter ones. */
  EMBEDDING_DIMENSIONS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(8).max(8192).optional(),
  ),
});
export type EmbeddingSettings = z.output<typeof embeddingSettings>;

const azureParts = [
  'AZURE_OPENAI_ENDPOINT',
  'AZURE_OPENAI_API_VERSION',
  'AZURE_OPENAI_EMBEDDING_DEPLOYMENT',
] as const;

/** For `superRefine`: a part of Azure's settings alone is a mistake. */
export function checkEmbeddingSettings(
  settings: EmbeddingSettings & OpenAiSettings,
  context: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  if (settings.EMBEDDINGS !== 'azure') return;
  for (const part of azureParts)
    if (settings[part] === undefined)
      context.addIssue({ code: 'custom', path: [part], message: 'is missing: EMBEDDINGS=azure needs it' });
}

/**
 * The embedder that is set; undefined for `none`. What it embedded lately it doesn't embed again.
 * @param keyOf the key of a provider, asked for with the first text
 */
export function createEmbedder(
  settings: EmbeddingSettings & OpenAiSettings,
  keyOf: (provider: EmbeddingEndpoint['provider']) => EmbeddingKey,
  options: Omit<OpenAiEmbedderOptions, 'dimensions'> = {},
): Embedder | undefined {
  if (settings.EMBEDDINGS === 'none') return undefined;
  const embedder =
    settings.EMBEDDINGS === 'local'
      ? createLocalEmbedder()
      : createOpenAiEmbedder(endpointOf(settings, settings.EMBEDDINGS, keyOf), {
          ...options,
          ...(settings.EMBEDDING_DIMENSIONS !== undefined && { dimensions: settings.EMBEDDING_DIMENSIONS }),
        });
  return cachedEmbedder(embedder, memoryVectorCache());
}

function endpointOf(
  settings: EmbeddingSettings & OpenAiSettings,
  provider: EmbeddingEndpoint['provider'],
  keyOf: (provider: EmbeddingEndpoint['provider']) => EmbeddingKey,
): EmbeddingEndpoint {
  const { OPENAI_EMBEDDING_MODEL: model } = settings;
  const baseUrl = settings.OPENAI_EMBEDDING_BASE_URL ?? settings.OPENAI_BASE_URL;
  const key = keyOf(provider);
  return provider === 'azure'
    ? {
        provider,
        key,
        endpoint: settings.AZURE_OPENAI_ENDPOINT ?? '',
        deployment: settings.AZURE_OPENAI_EMBEDDING_DEPLOYMENT ?? '',
        apiVersion: settings.AZURE_OPENAI_API_VERSION,
      }
    : { provider, key, model, baseUrl };
}
