import { readiness } from '@marketscope/contracts';
import type { Logger } from '@marketscope/runtime';
import { z } from 'zod';
import type { ZodApp } from '../http/zod-app.ts';
import { checkReadiness, type Dependency } from './readiness.ts';

/** Whether the process lives, and whether it can work. */
export async function healthRoutes(
  app: ZodApp,
  { dependencies, logger }: { dependencies: Record<string, Dependency>; logger: Logger },
): Promise<void> {
  const tags = ['health'];
  app.get(
    '/healthz',
    {
      schema: {
        tags,
        summary: 'The process lives',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        tags,
        summary: 'The state of each thing depended on; 503 when one that is needed does not answer',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const state = await checkReadiness(dependencies, logger);
      return reply.code(state.ready ? 200 : 503).send(state);
    },
  );
}
