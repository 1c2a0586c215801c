import { symbol, watchlistEntry, watchlistResponse, watchRequest } from '@marketscope/contracts';
import type { WatchlistActions } from '@marketscope/domain';
import { z } from 'zod';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';

/** One's own watchlist. */
export async function watchlistRoutes(
  app: ZodApp,
  { watchlist }: { watchlist: WatchlistActions },
): Promise<void> {
  const tags = ['watchlist'];
  app.get(
    '/api/watchlist',
    { schema: { tags, summary: 'What you watch', response: { 200: watchlistResponse } } },
    async (request) => ({ items: await watchlist.list(request.userId) }),
  );
  app.post(
    '/api/watchlist',
    {
      schema: {
        tags,
        summary: 'Watch a symbol; 200 when it was watched already',
        body: watchRequest,
        response: { 200: watchlistEntry, 201: watchlistEntry },
      },
    },
    async (request, reply) => {
      const { entry, added } = await watchlist.add(request.userId, request.body.symbol);
      return reply.code(added ? 201 : 200).send(entry);
    },
  );
  app.delete(
    '/api/watchlist/:symbol',
    {
      schema: {
        tags,
        summary: 'Stop watching a symbol',
        params: z.object({ symbol }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await watchlist.remove(request.userId, request.params.symbol))) throw notFound('watched symbol');
      return reply.code(204).send(null);
    },
  );
}
