import { chooseModel, createAssistant, fixedModel, type AssistantPorts } from '@marketscope/assistant';
import { problem, session, type Problem, type Session } from '@marketscope/contracts';
import { createSigningKeys, newSigningKeySet } from '@marketscope/runtime';
import {
  captureLogger,
  createFakeAlertStore,
  createFakeAnswerLog,
  createFakeArtifactStore,
  createFakeConversationStore,
  createFakeDocumentStore,
  createFakeEventPublisher,
  createFakeInboxStore,
  createFakeKnowledgeBase,
  createFakeLeases,
  createFakeMarket,
  createFakeMessageStore,
  createFakeMetricSink,
  createFakeRecipientStore,
  createFakeSavedFilterStore,
  createFakeScreenStore,
  createFakeSessionStore,
  createFakeSignInAttemptStore,
  createFakeUserStore,
  createFakeWatchlistStore,
} from '@marketscope/testing';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { monotonicFactory } from 'ulid';
import { expect } from 'vitest';
import { createApp, type AppPorts, type AppSettings } from '../app.ts';

type Method = NonNullable<InjectOptions['method']>;

/** Somebody with an account, who uses the app. */
export interface Person {
  session: Session;
  request(method: Method, url: string, body?: object): Promise<LightMyRequestResponse>;
}

/** A market day's noon in New York. */
export const startOfTest = new Date('2026-11-20T17:00:00.000Z');

export const password = 'correct horse battery';

/** The whole app on fakes, with hands on its clock, its market and what it publishes. */
export async function appOnFakes(
  options: { ports?: Partial<AppPorts>; settings?: Partial<AppSettings> } = {},
) {
  let now = startOfTest;
  const clock = (): Date => now;
  const ulid = monotonicFactory();
  const publisher = createFakeEventPublisher();
  const market = createFakeMarket();
  const metrics = createFakeMetricSink();
  const { logger, lines } = captureLogger();
  const keySet = newSigningKeySet(now);
  const recipients = createFakeRecipientStore();
  const inbox = createFakeInboxStore(clock);
  const { documents, indexing } = createFakeDocumentStore(clock);
  const knowledgeBase = createFakeKnowledgeBase();
  const ports = {
    users: createFakeUserStore(),
    sessions: createFakeSessionStore(),
    signInAttempts: createFakeSignInAttemptStore(),
    recipients,
    watchlists: createFakeWatchlistStore(),
    alerts: createFakeAlertStore(),
    screens: createFakeScreenStore(),
    savedFilters: createFakeSavedFilterStore(),
    leases: createFakeLeases(),
    artifacts: createFakeArtifactStore(),
    documents,
    knowledgeBase: knowledgeBase.files,
    knowledgeBaseAccess: knowledgeBase.access,
    knowledgeIndex: { search: async () => [] },
    documentIdOf: (key: string) => `id-of-${key.replaceAll('/', '-')}`,
    inbox,
    conversations: createFakeConversationStore(),
    messages: createFakeMessageStore(),
    answerLog: createFakeAnswerLog(),
    makeAssistant: (reached: AssistantPorts) => createAssistant(fixedModel(chooseModel({})), reached),
    market,
    marketClock: { now: async () => new Date('2026-11-20T21:00:00.000Z') },
    marketData: 'replay' as const,
    publisher,
    signingKeys: createSigningKeys({
      read: async () => JSON.stringify(keySet),
      onFailure: (error) => {
        throw error;
      },
      clock: () => now.getTime(),
    }),
    logger,
    metrics,
    clock,
    newId: () => ulid(now.getTime()),
    dependencies: {},
    ...options.ports,
  };
  const app = await createApp(ports, {
    limits: { personPerMinute: 1000, addressPerMinute: 1000, signInsPerMinute: 1000 },
    trustedProxies: 0,
    curatorEmails: [],
    lockAnswerMs: 0,
    answersEndWithinMs: 10,
    inboxStreaming: { everyMs: 5, seconds: 20 },
    ...options.settings,
  });

  const post = (url: string, body: object) => app.inject({ method: 'POST', url, body });
  const asPerson = (response: LightMyRequestResponse): Person => {
    const opened = session.parse(response.json());
    const headers = { authorization: `Bearer ${opened.accessToken}` };
    return {
      session: opened,
      request: (method, url, body) => app.inject({ method, url, headers, ...(body && { body }) }),
    };
  };

  return {
    app,
    ports,
    recipients,
    inbox,
    indexing,
    knowledgeBase,
    publisher,
    market,
    metrics,
    keySet,
    /** What was logged. */
    lines,
    post,
    /** Lets time pass, for tokens, locks and limits alike. */
    pass: (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds)),
    async register(name = 'ada'): Promise<Person> {
      const response = await post('/api/auth/register', { email: `${name}@example.com`, password, name });
      expect(response.statusCode, response.body).toBe(201);
      return asPerson(response);
    },
    signIn: (name = 'ada', attempt = password) =>
      post('/api/auth/login', { email: `${name}@example.com`, password: attempt }),
  };
}

/** The problem document that a response must be. */
export function problemIn(response: LightMyRequestResponse): Problem {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  const told = problem.parse(response.json());
  expect(told.status).toBe(response.statusCode);
  return told;
}

export const minutes = (count: number): number => count * 60_000;
