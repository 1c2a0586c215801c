import { marketDataSettings } from '@marketscope/market-data';
import { readConfiguration, resourcesSchema, type ResourceNames } from '@marketscope/runtime';
import { z } from 'zod';

/** What the service reaches: the same that the topology grants it. */
export const resourceNames = {
  tables: [
    'users',
    'logins',
    'sessions',
    'login-attempts',
    'conversations',
    'messages',
    'answer-events',
    'quotes',
    'candles',
    'runs',
    'watchlists',
    'price-alerts',
    'recipients',
    'notifications',
  ],
  topics: ['account-events'],
  secrets: ['jwt-secret'],
} as const satisfies ResourceNames;

const perMinute = z.coerce.number().int().min(1);

/** A setting that may be left out, or be empty, which is the same. */
function given<Setting extends z.ZodType<string, string>>(setting: Setting) {
  return z.preprocess((value) => (value === '' ? undefined : value), setting.optional());
}

const settings = z.object({
  ...marketDataSettings.shape,
  /** Where the server listens; without meaning for the Lambda function. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Proxies in front of the service whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  RATE_LIMIT_PERSON_PER_MINUTE: perMinute.default(600),
  RATE_LIMIT_ADDRESS_PER_MINUTE: perMinute.default(300),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: perMinute.default(60),
  /** A key or an address of a model makes it answer questions; without either, the built-in analyst does. */
  OPENAI_API_KEY: given(z.string()),
  /** Of any server that speaks OpenAI's protocol. */
  OPENAI_BASE_URL: given(z.url({ protocol: /^https?$/ })),
  OPENAI_MODEL: given(z.string()),
  /** Seconds after which the server ends a stream of the inbox. */
  INBOX_STREAM_SECONDS: z.coerce.number().int().min(1).max(3600).default(20),
});

const configuration = z.intersection(resourcesSchema(resourceNames), settings);
export type Configuration = z.output<typeof configuration>;

/** @throws ConfigurationError naming every variable that is missing or wrong */
export function readConfig(environment?: NodeJS.ProcessEnv): Configuration {
  return readConfiguration(configuration, environment);
}
