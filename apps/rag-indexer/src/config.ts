import { resourcesSchema } from '@marketscope/runtime';
import { z } from 'zod';

/** What the service reaches, by the names of `infra/topology.json`. */
export const resourceNames = {
  tables: ['documents'],
  topics: ['task-events'],
  buckets: ['index', 'knowledge-base'],
} as const;

/** The service's environment. */
export const configuration = resourcesSchema(resourceNames).and(
  z.object({
    /** Where the index of documents is, when that is not in its bucket: a folder, or an `s3://` address. */
    INDEX_URI: z.string().min(1).optional(),
  }),
);
