import { marketDataKind } from '@marketscope/market-data';
import { readConfiguration } from '@marketscope/runtime';
import { z } from 'zod';

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  MARKET_DATA: z.enum(['auto', ...marketDataKind.options]).default('auto'),
  YAHOO_BASE_URL: z.url().optional(),
});

/**
 * How the person at the terminal wants the stack, from the environment.
 * @throws ConfigurationError naming everything that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): z.output<typeof settings> {
  return readConfiguration(settings, environment);
}
