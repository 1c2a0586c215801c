import { readConfiguration, resourcesSchema } from '@marketscope/runtime';
import { z } from 'zod';

/** What this service reaches; the topology grants it the same. */
export const resourceNames = {
  tables: [],
  queues: [],
  topics: [],
  buckets: [],
  secrets: ['jwt-secret', 'link-signing-key', 'telegram-webhook-secret', 'vapid-keys'],
} as const;

/** Terraform grants the password of a database, and names it here, only where there is one. */
const configuration = resourcesSchema(resourceNames).and(
  z.object({ SECRET_DATABASE_PASSWORD: z.string().min(1).optional() }),
);
export type Configuration = z.output<typeof configuration>;

/** @throws ConfigurationError naming every variable that is missing or wrong */
export function readConfig(environment?: NodeJS.ProcessEnv): Configuration {
  return readConfiguration(configuration, environment);
}
