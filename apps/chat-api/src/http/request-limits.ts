import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { ApplicationError } from '@marketscope/runtime';
import type { FastifyRequest } from 'fastify';
import type { ZodApp } from './zod-app.ts';

/** Requests a minute; each process counts its own. */
export interface RequestLimits {
  /** Of one signed-in person, from wherever. */
  personPerMinute: number;
  /** Of one address that is not signed in. */
  addressPerMinute: number;
  /** Of one address to each route that registers, signs in or refreshes. */
  signInsPerMinute: number;
}

/** Limits requests by account where one is signed in, else by address. */
export async function limitRequests(app: ZodApp, limits: RequestLimits): Promise<void> {
  await app.register(rateLimit, {
    timeWindow: '1 minute',
    keyGenerator: ({ account, ip }: FastifyRequest) =>
      account === null ? `address ${normalizeIP(ip, 64)}` : `account ${account}`,
    max: ({ account }: FastifyRequest) =>
      account === null ? limits.addressPerMinute : limits.personPerMinute,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApplicationError({
        code: 'too-many-requests',
        status: 429,
        message: 'Too many requests. Try again when the time in Retry-After has passed.',
        retryAfterSeconds: Math.ceil(ttl / 1000),
      }),
  });
}
