import { checkEmbeddingSettings, embeddingSettings } from '@marketscope/knowledge';
import { givenSetting, openAiSettings, resourcesSchema } from '@marketscope/runtime';
import { z } from 'zod';

/** What the service reaches, by the names of `infra/topology.json`. */
export const resourceNames = {
  tables: ['documents'],
  topics: ['task-events'],
  buckets: ['index', 'knowledge-base'],
  secrets: ['openai-api-key', 'azure-openai-key'],
} as const;

/** The service's environment. */
export const configuration = resourcesSchema(resourceNames).and(
  z
    .object({
      ...openAiSettings.shape,
      ...embeddingSettings.shape,
      /** Where the index of documents is, when that is not in its bucket: a folder, or an `s3://` address. */
      INDEX_URI: givenSetting(z.string()),
    })
    .superRefine(checkEmbeddingSettings),
);
