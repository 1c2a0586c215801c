import { marketDataKind, type MarketProbe } from '@marketscope/market-data';
import { readConfiguration } from '@marketscope/runtime';
import { z } from 'zod';

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  MARKET_DATA: z.enum(['auto', ...marketDataKind.options]).default('auto'),
  YAHOO_BASE_URL: z.url().optional(),
  ALPACA_BASE_URL: z.url().optional(),
  ALPACA_KEY_ID: z.string().min(1).optional(),
  ALPACA_SECRET_KEY: z.string().min(1).optional(),
});

/**
 * How the person at the terminal wants the stack, from the environment.
 * @throws ConfigurationError naming everything that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): z.output<typeof settings> {
  return readConfiguration(settings, environment);
}

/** Where the live providers are asked before the start, and as whom. */
export function marketProbe(settings: ReturnType<typeof readSettings>): MarketProbe {
  const { YAHOO_BASE_URL, ALPACA_BASE_URL, ALPACA_KEY_ID: keyId, ALPACA_SECRET_KEY: secretKey } = settings;
  return {
    yahooBaseUrl: YAHOO_BASE_URL,
    alpacaBaseUrl: ALPACA_BASE_URL,
    alpacaKeys: keyId !== undefined && secretKey !== undefined ? { keyId, secretKey } : undefined,
  };
}
