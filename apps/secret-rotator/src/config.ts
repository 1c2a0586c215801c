import { readConfiguration, resourcesSchema } from '@marketscope/runtime';

/** What this service reaches; the topology grants it the same. */
export const resourceNames = {
  tables: [],
  queues: [],
  topics: [],
  buckets: [],
  secrets: ['jwt-secret', 'link-signing-key', 'telegram-webhook-secret', 'vapid-keys'],
} as const;

const configuration = resourcesSchema(resourceNames);

/** @throws ConfigurationError naming every variable that is missing or wrong */
export function readConfig(environment?: NodeJS.ProcessEnv) {
  return readConfiguration(configuration, environment);
}
