import swagger from '@fastify/swagger';
import { problem } from '@marketscope/contracts';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { apiPage } from './api-page.ts';
import type { ZodApp } from './zod-app.ts';

/** Response of what succeeds with nothing to tell (204). */
export const nothing = z.null().describe('Done');

const problemResponse = {
  description: 'What went wrong, and what to do about it (RFC 9457)',
  content: { 'application/problem+json': { schema: problem } },
};

/**
 * Collects the OpenAPI 3.1 description of the routes that follow, and serves it at `/openapi.json`, for people at
 * `/docs`.
 */
export async function describeApi(app: ZodApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'MarketScope',
        version: '1.0.0',
        description:
          'Quotes, watchlists, price alerts, daily screens, an inbox and an assistant. Times are ISO 8601 in UTC; money is a number with its currency beside it.',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRoute', (route) => {
    const { response } = route.schema ?? {};
    if (typeof response === 'object')
      route.schema = {
        ...route.schema,
        response: { ...response, '4xx': problemResponse, '5xx': problemResponse },
      };
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  let page: ReturnType<typeof apiPage> | undefined;
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    page ??= apiPage(app.swagger());
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', page.contentSecurityPolicy)
      .send(page.html);
  });
}
