import { createAssistant } from '@marketscope/assistant';
import { createEmbedder, indexLocation } from '@marketscope/knowledge';
import { createAlpacaAccess, createMarketData, createMarketReader } from '@marketscope/market-data';
import { createEventPublisher } from '@marketscope/messaging';
import {
  createDocumentClient,
  createMetrics,
  createObjectClient,
  createObjectSigner,
  createRoleClient,
  createSigningKeys,
  openAiKey,
  optionalParameter,
  createTopicClient,
  readPreviousSecret,
  readSecret,
  type BackgroundWork,
  type Logger,
} from '@marketscope/runtime';
import {
  createAlertStore,
  createAnswerLog,
  createArtifactStore,
  createCandleStore,
  createConversationStore,
  createDocumentStore,
  createInboxStore,
  createKnowledgeBase,
  createKnowledgeBaseAccess,
  createLeaseStore,
  createMessageStore,
  createObjectSigners,
  createQuoteStore,
  createRateLimitStore,
  createRecipientStore,
  createReplayCursor,
  createSavedFilterStore,
  createScreenStore,
  createSessionStore,
  createSignInAttemptStore,
  createUserStore,
  createWatchlistStore,
  documentIdOf,
} from '@marketscope/stores';
import { monotonicFactory } from 'ulid';
import { createApp, type AppPorts, type AppSettings } from './app.ts';
import type { Configuration } from './config.ts';
import { modelSource } from './chat/model-source.ts';
import { createKnowledgeReader } from './documents/knowledge-reader.ts';
import type { ZodApp } from './http/zod-app.ts';

/** Questions to a provider are asked this many times more: a person waits for the answer. */
const PROVIDER_RETRIES = 1;

/** How long the first provider is waited for before the second is asked, in milliseconds. */
const PROVIDER_PATIENCE_MS = 3000;

/** An answer that comes with a lock takes longer than telling the account's owner normally does. */
const LOCK_ANSWER_MS = 500;

/** Milliseconds that answers being written are given when the service ends; then they are stored as interrupted. */
const ANSWERS_END_WITHIN_MS = 8000;

/** Milliseconds between two looks at an inbox that is being streamed. */
const INBOX_LOOK_MS = 1000;

/** What is the same for a server and a function. */
export interface Host {
  logger: Logger;
  /** What goes on behind answers; the host lets it end. */
  background: BackgroundWork;
}

/** Builds the service on AWS, or on whatever the SDK's environment variables point at. */
export async function createService(config: Configuration, host: Host): Promise<ZodApp> {
  return createApp(portsOf(config, host), settingsOf(config));
}

function portsOf(config: Configuration, { logger, background }: Host): AppPorts {
  const { tables } = config;
  const model = modelSource(config, logger);
  const documents = createDocumentClient();
  const ulid = monotonicFactory();
  const metrics = createMetrics('chat-api', 'MarketScope');
  const users = createUserStore({ documents, users: tables.users, logins: tables.logins });
  const signingKeys = createSigningKeys({
    read: () => readSecret(config.secrets['jwt-secret']),
    readPrevious: () => readPreviousSecret(config.secrets['jwt-secret']),
    onFailure: (error) => logger.error({ err: error }, 'the signing keys could not be read again'),
  });
  const quotes = createQuoteStore({ documents, table: tables.quotes });
  const {
    kind,
    provider,
    clock: marketClock,
  } = createMarketData({
    settings: config,
    cursor: createReplayCursor({ documents, table: tables.runs }),
    quotes,
    ...createAlpacaAccess({
      keys: {
        keyId: optionalParameter(config.parameters['alpaca/key-id']),
        secretKey: optionalParameter(config.parameters['alpaca/secret-key']),
      },
      rateLimits: createRateLimitStore({ documents, table: tables['rate-limits'] }),
      requestsPerMinute: config.ALPACA_REQUESTS_PER_MINUTE,
    }),
    retries: PROVIDER_RETRIES,
    patienceMs: PROVIDER_PATIENCE_MS,
    logger,
  });
  const objects = createObjectClient();
  const knowledgeBucket = config.buckets['knowledge-base'];
  const market = createMarketReader({
    provider,
    clock: marketClock,
    quotes,
    candles: createCandleStore({ documents, table: tables.candles }),
    metrics,
    background,
    logger,
  });
  return {
    users,
    sessions: createSessionStore({ documents, table: tables.sessions }),
    signInAttempts: createSignInAttemptStore({ documents, table: tables['login-attempts'] }),
    recipients: createRecipientStore({ documents, table: tables.recipients }),
    watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
    alerts: createAlertStore({ documents, table: tables['price-alerts'], shards: config.ALERT_SHARDS }),
    screens: createScreenStore({ documents, table: tables.screens }),
    savedFilters: createSavedFilterStore({ documents, table: tables['saved-filters'] }),
    leases: createLeaseStore({ documents, table: tables['rate-limits'] }),
    artifacts: createArtifactStore({ objects, bucket: config.buckets.artifacts }),
    documents: createDocumentStore({ documents, table: tables.documents }),
    knowledgeBase: createKnowledgeBase({ objects, bucket: knowledgeBucket }),
    knowledgeBaseAccess: createKnowledgeBaseAccess({
      signers: createObjectSigners({
        makeSigner: (credentials) =>
          createObjectSigner({ endpoint: config.OBJECTS_URL, ...(credentials && { credentials }) }),
        role:
          config.UPLOAD_ROLE_ARN === undefined
            ? undefined
            : { arn: config.UPLOAD_ROLE_ARN, sts: createRoleClient() },
      }),
      bucket: knowledgeBucket,
    }),
    knowledgeIndex: createKnowledgeReader({
      location: indexLocation(config.INDEX_URI, config.buckets.index),
      embedder: createEmbedder(config, (provider) => openAiKey(provider, config, config.secrets)),
      logger,
    }),
    documentIdOf,
    inbox: createInboxStore({ documents, table: tables.notifications }),
    conversations: createConversationStore({ documents, table: tables.conversations }),
    messages: createMessageStore({ documents, table: tables.messages }),
    answerLog: createAnswerLog({ documents, table: tables['answer-events'] }),
    makeAssistant: (reached) => createAssistant(model, reached),
    market,
    marketClock,
    marketData: kind === 'replay' ? 'replay' : 'live',
    publisher: createEventPublisher(createTopicClient(), config.topics),
    signingKeys,
    logger,
    metrics,
    clock: () => new Date(),
    newId: () => ulid(),
    dependencies: {
      tables: {
        required: true,
        check: async () => void (await users.get('readiness')),
      },
      'signing-keys': {
        required: true,
        check: async () => void (await signingKeys.signer()),
      },
      market: {
        required: false,
        check: async () => `${kind}, at ${(await marketClock.now()).toISOString()}`,
      },
    },
  };
}

function settingsOf(config: Configuration): AppSettings {
  return {
    limits: {
      personPerMinute: config.RATE_LIMIT_PERSON_PER_MINUTE,
      addressPerMinute: config.RATE_LIMIT_ADDRESS_PER_MINUTE,
      signInsPerMinute: config.RATE_LIMIT_SIGN_IN_PER_MINUTE,
    },
    trustedProxies: config.TRUSTED_PROXIES,
    curatorEmails: config.CURATOR_EMAILS,
    lockAnswerMs: LOCK_ANSWER_MS,
    answersEndWithinMs: ANSWERS_END_WITHIN_MS,
    inboxStreaming: { everyMs: INBOX_LOOK_MS, seconds: config.INBOX_STREAM_SECONDS },
  };
}
