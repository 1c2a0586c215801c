import { alert, alertListResponse, alertPatch, alertPreview, alertRequest } from '@marketscope/contracts';
import type { AlertActions } from '@marketscope/domain';
import { z } from 'zod';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';

const params = z.object({ id: z.string().min(1).max(64) });

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
        summary:
          'Make an alert; one that is true already waits until it has been seen false, or its session is over',
        description:
          'The same alert asked for again is answered as it is, with 200. One that waits for the same in another way, with another note or cool-down, is refused with 409: change that one.',
        body: alertRequest,
        response: { 200: alert, 201: alert },
      },
    },
    async (request, reply) => {
      const { alert: answered, made } = await alerts.create(request.userId, request.body);
      return reply.code(made ? 201 : 200).send(answered);
    },
  );
  app.post(
    '/api/alerts/preview',
    {
      schema: {
        tags,
        summary: 'How often an alert would have fired over the last year, counted from daily closes',
        body: alertRequest,
        response: { 200: alertPreview },
      },
    },
    async (request) => alerts.preview(request.body),
  );
  app.patch(
    '/api/alerts/:id',
    {
      schema: {
        tags,
        summary: 'Change, snooze, re-base or re-arm an alert',
        description:
          'What is left out stays. Another threshold or direction, `rebase` and `rearm` make the alert watch anew, also when it had fired: armed if it is false now, else waiting.',
        params,
        body: alertPatch,
        response: { 200: alert },
      },
    },
    async (request) => {
      const changed = await alerts.edit(request.userId, request.params.id, request.body);
      if (!changed) throw notFound('alert');
      return changed;
    },
  );
  app.delete(
    '/api/alerts/:id',
    { schema: { tags, summary: 'Delete an alert', params, response: { 204: nothing } } },
    async (request, reply) => {
      if (!(await alerts.delete(request.userId, request.params.id))) throw notFound('alert');
      return reply.code(204).send(null);
    },
  );
}
