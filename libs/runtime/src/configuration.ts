import type { z } from 'zod';

/** The environment does not hold what the service needs; the message lists every fault, not just the first. */
export class ConfigurationError extends Error {
  readonly code = 'configuration';
  constructor(faults: string[]) {
    super(`The environment is not as it should be:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/**
 * Reads a service's configuration from environment variables.
 * @throws ConfigurationError naming every variable that is missing or wrong.
 */
export function readConfiguration<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<Schema> {
  // `process.env` is an exotic object, which zod takes for no record.
  const result = schema.safeParse({ ...environment });
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}
