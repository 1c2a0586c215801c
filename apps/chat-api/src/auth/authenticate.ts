import { ApplicationError } from '@marketscope/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose access token the request carries; null without a good one. Rate limits count by it. */
    account: string | null;
    /** The person who asks. Throws `unauthenticated` on a request without a good access token. */
    readonly userId: string;
  }
}

/**
 * Reads the access token of every request, without yet asking for one: `request.userId` and the hook `authenticate` do.
 * Tokens travel in the header `Authorization` alone, never in a cookie, which no other site's page can make a browser
 * send: so there is nothing to forge a request with (CSRF).
 */
export function identifyRequests(app: FastifyInstance, accessTokens: AccessTokens): void {
  app.decorateRequest('account', null);
  app.decorateRequest('userId', {
    getter(this: FastifyRequest) {
      if (this.account === null) throw unauthenticated();
      return this.account;
    },
  });
  app.addHook('onRequest', async (request) => {
    const [, token] = /^Bearer ([\w.-]{1,4096})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token !== undefined) request.account = (await accessTokens.verify(token)) ?? null;
  });
}

/**
 * Hook for routes that belong to a person: refuses a request without a good access token.
 * @throws ApplicationError `unauthenticated`
 */
export async function authenticate(request: FastifyRequest): Promise<void> {
  if (request.account === null) throw unauthenticated();
}

function unauthenticated(): ApplicationError {
  return new ApplicationError({
    code: 'unauthenticated',
    status: 401,
    message: 'Sign in, and send the access token as a bearer token.',
  });
}
