import { alert, alertListResponse, alertRequest } from '@marketscope/contracts';
import type { AlertActions } from '@marketscope/domain';
import { z } from 'zod';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';

/** One's own alerts. */
export async function alertRoutes(app: ZodApp, { alerts }: { alerts: AlertActions }): Promise<void> {
  const tags = ['alerts'];
  app.get(
    '/api/alerts',
    { schema: { tags, summary: 'Your alerts, newest first', response: { 200: alertListResponse } } },
    async (request) => ({ items: await alerts.list(request.userId) }),
  );
  app.post(
    '/api/alerts',
    {
      schema: {
        tags,
        summary: 'Make an alert; one that is true already waits until it has been seen false',
        body: alertRequest,
        response: { 201: alert },
      },
    },
    async (request, reply) => reply.code(201).send(await alerts.create(request.userId, request.body)),
  );
  app.delete(
    '/api/alerts/:id',
    {
      schema: {
        tags,
        summary: 'Delete an alert',
        params: z.object({ id: z.string().min(1).max(64) }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await alerts.delete(request.userId, request.params.id))) throw notFound('alert');
      return reply.code(204).send(null);
    },
  );
}
