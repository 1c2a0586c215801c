import { checkEmbeddingSettings, embeddingSettings } from '@marketscope/knowledge';
import { marketDataSettings } from '@marketscope/market-data';
import {
  emailAddresses,
  givenSetting,
  openAiSettings,
  readConfiguration,
  resourcesSchema,
  type ResourceNames,
} from '@marketscope/runtime';
import { alertSettings } from '@marketscope/stores';
import { z } from 'zod';

/** What the service reaches: the same that the topology grants it. */
export const resourceNames = {
  tables: [
    'users',
    'logins',
    'sessions',
    'login-attempts',
    'rate-limits',
    'conversations',
    'messages',
    'answer-events',
    'quotes',
    'candles',
    'runs',
    'watchlists',
    'price-alerts',
    'screens',
    'saved-filters',
    'documents',
    'recipients',
    'notifications',
  ],
  topics: ['account-events'],
  buckets: ['artifacts', 'index', 'knowledge-base'],
  secrets: ['jwt-secret', 'openai-api-key', 'azure-openai-key'],
  parameters: ['alpaca/key-id', 'alpaca/secret-key'],
} as const satisfies ResourceNames;

const perMinute = z.coerce.number().int().min(1);

const settings = z.object({
  ...marketDataSettings.shape,
  ...alertSettings.shape,
  /** Where the server listens; without meaning for the Lambda function. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Proxies in front of the service whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  RATE_LIMIT_PERSON_PER_MINUTE: perMinute.default(600),
  RATE_LIMIT_ADDRESS_PER_MINUTE: perMinute.default(300),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: perMinute.default(60),
  /**
   * A key or an address of a model makes it answer questions; without either, the built-in analyst does. Azure OpenAI
   * answers in place of the others when a deployment of it is set.
   */
  ...openAiSettings.shape,
  OPENAI_MODEL: givenSetting(z.string()),
  /** The deployment of a model on Azure. */
  AZURE_OPENAI_DEPLOYMENT: givenSetting(z.string()),
  ...embeddingSettings.shape,
  /** Who keeps the shared folders of documents: e-mail addresses, with commas between them; nobody unless given. */
  CURATOR_EMAILS: emailAddresses,
  /** Where the index of documents is, when that is not in its bucket: a folder, or an `s3://` address. */
  INDEX_URI: givenSetting(z.string()),
  /** Where browsers reach the buckets, when that is not at S3's own address. */
  OBJECTS_URL: givenSetting(z.url({ protocol: /^https?$/ })),
  /** A role that reaches but one person's prefix, which signs their uploads; without one the service does. */
  UPLOAD_ROLE_ARN: givenSetting(z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+/)),
  /** Seconds after which the server ends a stream of the inbox. */
  INBOX_STREAM_SECONDS: z.coerce.number().int().min(1).max(3600).default(20),
});

/** A part of Azure's settings alone is a mistake, and would be answered by another model than was meant. */
const settingsTogether = settings.superRefine((given, context) => {
  checkEmbeddingSettings(given, context);
  const parts = ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_DEPLOYMENT', 'AZURE_OPENAI_API_VERSION'] as const;
  if (parts.every((part) => given[part] === undefined)) return;
  // Azure may be there for embeddings alone, with another model to answer.
  if (given.EMBEDDINGS === 'azure' && given.AZURE_OPENAI_DEPLOYMENT === undefined) return;
  for (const part of parts)
    if (given[part] === undefined)
      context.addIssue({ code: 'custom', path: [part], message: 'is missing: Azure OpenAI needs all three' });
});

const configuration = z.intersection(resourcesSchema(resourceNames), settingsTogether);
export type Configuration = z.output<typeof configuration>;

/** @throws ConfigurationError naming every variable that is missing or wrong */
export function readConfig(environment?: NodeJS.ProcessEnv): Configuration {
  return readConfiguration(configuration, environment);
}
