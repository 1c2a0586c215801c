import {
  loginRequest,
  logoutRequest,
  refreshRequest,
  registerRequest,
  session,
  user,
} from '@marketscope/contracts';
import { nothing } from '../http/openapi.ts';
import type { ZodApp } from '../http/zod-app.ts';
import type { Accounts } from './accounts.ts';
import type { Sessions } from './sessions.ts';

/**
 * Registering, signing in and out. None of it needs a bearer token; it is limited by address.
 * @param options.signInsPerMinute requests that one address may make a minute to each of the routes
 */
export async function authRoutes(
  app: ZodApp,
  {
    accounts,
    sessions,
    signInsPerMinute,
  }: { accounts: Accounts; sessions: Sessions; signInsPerMinute: number },
): Promise<void> {
  const config = { rateLimit: { max: signInsPerMinute } };
  const tags = ['accounts'];
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post(
    '/api/auth/register',
    {
      config,
      schema: {
        tags,
        summary: 'Make an account and sign in',
        body: registerRequest,
        response: { 201: session },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await accounts.register(request.body, request.correlationId)),
  );
  app.post(
    '/api/auth/login',
    { config, schema: { tags, summary: 'Sign in', body: loginRequest, response: { 200: session } } },
    async (request) => accounts.signIn(request.body, request.correlationId),
  );
  app.post(
    '/api/auth/refresh',
    {
      config,
      schema: {
        tags,
        summary: 'Get a new access token, and a new refresh token in the place of this one',
        body: refreshRequest,
        response: { 200: session },
      },
    },
    async (request) => sessions.refresh(request.body.refreshToken),
  );
  app.post(
    '/api/auth/logout',
    {
      config,
      schema: {
        tags,
        summary: 'End the session',
        body: logoutRequest,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await sessions.end(request.body.refreshToken);
      return reply.code(204).send(null);
    },
  );
}

/** Who one is. */
export async function profileRoutes(app: ZodApp, { accounts }: { accounts: Accounts }): Promise<void> {
  app.get(
    '/api/me',
    { schema: { tags: ['accounts'], summary: 'Your account', response: { 200: user } } },
    async (request) => accounts.profile(request.userId),
  );
}
