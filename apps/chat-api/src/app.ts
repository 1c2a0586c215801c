import helmet from '@fastify/helmet';
import type { Assistant, AssistantPorts } from '@marketscope/assistant';
import type { MarketResponse } from '@marketscope/contracts';
import {
  createAlertActions,
  createDocumentActions,
  createKnowledgeSearch,
  createScreenActions,
  createWatchlistActions,
  type AlertStore,
  type AnswerLog,
  type ArtifactStore,
  type ConversationStore,
  type DocumentStore,
  type EventPublisher,
  type InboxStore,
  type KnowledgeBase,
  type KnowledgeBaseAccess,
  type KnowledgeReader,
  type Leases,
  type MarketClock,
  type MarketReader,
  type MessageStore,
  type RecipientStore,
  type SavedFilterStore,
  type ScreenStore,
  type SessionStore,
  type SignInAttemptStore,
  type UserStore,
  type WatchlistStore,
} from '@marketscope/domain';
import type { Logger, MetricSink, SigningKeys } from '@marketscope/runtime';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { alertRoutes } from './alerts/routes.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import { createAccounts } from './auth/accounts.ts';
import { createAnnouncements } from './auth/announcements.ts';
import { authenticate, identifyRequests } from './auth/authenticate.ts';
import { authRoutes, profileRoutes } from './auth/routes.ts';
import { createSessions } from './auth/sessions.ts';
import { createSignInGuard } from './auth/sign-in-guard.ts';
import { chat } from './chat/chat.ts';
import { curatorsByEmail } from './documents/curators.ts';
import { documentRoutes } from './documents/routes.ts';
import { healthRoutes } from './health/routes.ts';
import type { Dependency } from './health/readiness.ts';
import { closeInOrder } from './http/closing.ts';
import { limitRequests, type RequestLimits } from './http/request-limits.ts';
import { describeApi } from './http/openapi.ts';
import { answerProblem, answerProblems, failureOf } from './http/problems.ts';
import { logRequests } from './http/request-log.ts';
import type { ZodApp } from './http/zod-app.ts';
import { inboxRoutes, type InboxStreaming } from './inbox/routes.ts';
import { screenRoutes } from './screens/routes.ts';
import { marketRoutes, stockRoutes } from './stock/routes.ts';
import { watchlistRoutes } from './watchlist/routes.ts';

/** What the service stands on. */
export interface AppPorts {
  users: UserStore;
  sessions: SessionStore;
  signInAttempts: SignInAttemptStore;
  recipients: Pick<RecipientStore, 'add'>;
  watchlists: Pick<WatchlistStore, 'list' | 'add' | 'remove'>;
  alerts: AlertStore;
  screens: Pick<ScreenStore, 'rows' | 'ofSymbol' | 'screen' | 'latest'>;
  savedFilters: Pick<SavedFilterStore, 'create' | 'list' | 'delete'>;
  leases: Leases;
  artifacts: Pick<ArtifactStore, 'put' | 'exists' | 'link'>;
  documents: DocumentStore;
  knowledgeBase: Pick<KnowledgeBase, 'remove'>;
  knowledgeBaseAccess: KnowledgeBaseAccess;
  knowledgeIndex: KnowledgeReader;
  /** The id of the document whose file has this key. */
  documentIdOf: (key: string) => string;
  inbox: Pick<InboxStore, 'list' | 'unread' | 'markRead'>;
  conversations: ConversationStore;
  messages: MessageStore;
  answerLog: AnswerLog;
  /** Makes the assistant, given what it may reach. */
  makeAssistant: (ports: AssistantPorts) => Assistant;
  market: MarketReader;
  marketClock: MarketClock;
  marketData: MarketResponse['marketData'];
  publisher: EventPublisher;
  signingKeys: SigningKeys;
  logger: Logger;
  metrics: MetricSink;
  /** The wall clock. */
  clock: () => Date;
  /** Makes ids that sort in the order of their making, within a millisecond too. */
  newId: () => string;
  /** What `/readyz` asks. */
  dependencies: Record<string, Dependency>;
}

/** How the service is set. */
export interface AppSettings {
  limits: RequestLimits;
  /** Proxies in front of the service whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  /** How long the answer to a sign-in takes when it locks the address. */
  lockAnswerMs: number;
  inboxStreaming: InboxStreaming;
  /** Who keeps the shared folders of documents. */
  curatorEmails: readonly string[];
  /** Milliseconds that answers being written are given when the app closes. */
  answersEndWithinMs: number;
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** Builds the service from its ports. It listens nowhere yet: a server or a Lambda function carries it. */
export async function createApp(ports: AppPorts, settings: AppSettings): Promise<ZodApp> {
  const { clock } = ports;
  const loggerInstance: FastifyBaseLogger = ports.logger;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => crypto.randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: (_address, hop) => hop < settings.trustedProxies,
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error, request, reply) => void answerProblem(request, reply, failureOf(error)),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  const accessTokens = createAccessTokens({ keys: ports.signingKeys, clock });
  closeInOrder(app);
  logRequests(app, ports.metrics);
  identifyRequests(app, accessTokens);
  await limitRequests(app, settings.limits);
  answerProblems(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
  });
  await describeApi(app);

  const announcements = createAnnouncements(ports);
  const sessions = createSessions({ ...ports, accessTokens });
  const guard = createSignInGuard({
    ...ports,
    attempts: ports.signInAttempts,
    announcements,
    lockAnswerMs: settings.lockAnswerMs,
  });
  const accounts = createAccounts({ ...ports, sessions, announcements, guard });
  const watchlist = createWatchlistActions(ports);
  const alerts = createAlertActions(ports);
  const screens = createScreenActions({
    ...ports,
    market: ports.marketData === 'replay' ? 'recorded' : 'live',
  });

  const documents = createDocumentActions({
    ...ports,
    access: ports.knowledgeBaseAccess,
    isCurator: curatorsByEmail(settings.curatorEmails, ports.users),
  });
  const knowledge = createKnowledgeSearch({ index: ports.knowledgeIndex, documents: ports.documents });

  await app.register(healthRoutes, ports);
  await app.register(marketRoutes, ports);
  await app.register(authRoutes, {
    accounts,
    sessions,
    signInsPerMinute: settings.limits.signInsPerMinute,
  });

  await app.register(async (personal: ZodApp) => {
    // Before a body is validated, after the rate limits, which count by request.
    personal.addHook('preValidation', authenticate);
    personal.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'private, no-cache');
    });
    personal.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, security: [{ bearer: [] }] };
    });
    await personal.register(profileRoutes, { accounts });
    await personal.register(stockRoutes, ports);
    await personal.register(watchlistRoutes, { watchlist });
    await personal.register(alertRoutes, { alerts });
    await personal.register(screenRoutes, { screens });
    await personal.register(documentRoutes, { documents });
    await personal.register(chat, {
      ...ports,
      watchlist,
      alerts,
      screens,
      knowledge,
      endWithinMs: settings.answersEndWithinMs,
    });
    await personal.register(inboxRoutes, { ...ports, streaming: settings.inboxStreaming });
  });
  return app;
}
