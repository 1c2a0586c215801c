import { notificationListResponse, pageQuery } from '@marketscope/contracts';
import etag from '@fastify/etag';
import type { InboxStore } from '@marketscope/domain';
import { z } from 'zod';
import { sendEvents, type StreamedEvent } from '../http/event-stream.ts';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';
import { newEntries } from './new-entries.ts';

/** How often a stream looks for new entries. */
export interface InboxStreaming {
  everyMs: number;
  /** Seconds after which the server ends a stream: an open one costs an invocation where that is how it runs. */
  seconds: number;
}

/** One's own inbox. */
export async function inboxRoutes(
  app: ZodApp,
  {
    inbox,
    streaming,
    clock,
  }: {
    inbox: Pick<InboxStore, 'list' | 'unread' | 'markRead'>;
    streaming: InboxStreaming;
    clock: () => Date;
  },
): Promise<void> {
  const tags = ['inbox'];
  await app.register(async (listing: ZodApp) => {
    // Who polls sends the tag back, and is spared what has not changed.
    await listing.register(etag, { replyWith304: true });
    listing.get(
      '/api/notifications',
      {
        schema: {
          tags,
          summary: 'Your inbox, newest first, and how many entries are unread',
          querystring: pageQuery,
          response: { 200: notificationListResponse },
        },
      },
      async (request) => {
        const [page, unread] = await Promise.all([
          inbox.list(request.userId, request.query),
          inbox.unread(request.userId),
        ]);
        return { ...page, unread };
      },
    );
  });
  app.post(
    '/api/notifications/:id/read',
    {
      schema: {
        tags,
        summary: 'Mark an entry as read',
        params: z.object({ id: z.string().min(1).max(200) }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await inbox.markRead(request.userId, request.params.id, clock()))) throw notFound('notification');
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/notifications/stream',
    {
      schema: {
        tags,
        summary: 'New entries as server-sent events `notification`, until the server ends the stream',
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) =>
      sendEvents(reply, (signal) =>
        events(inbox, request.userId, {
          everyMs: streaming.everyMs,
          signal: AbortSignal.any([signal, AbortSignal.timeout(streaming.seconds * 1000)]),
        }),
      ),
  );
}

async function* events(...parameters: Parameters<typeof newEntries>): AsyncGenerator<StreamedEvent> {
  for await (const entry of newEntries(...parameters))
    yield { event: 'notification', id: entry.id, data: entry };
}
