import {
  savedFilter,
  savedFilterListResponse,
  savedFilterRequest,
  screenFileResponse,
  screenHistoryResponse,
  screenParams,
  screenQuery,
  screenResponse,
  screenSymbolParams,
} from '@marketscope/contracts';
import type { ScreenActions, ScreenDay } from '@marketscope/domain';
import { ApplicationError } from '@marketscope/runtime';
import { z } from 'zod';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';

const tags = ['screens'];

/** The daily screens, which are everyone's, and one's own saved filters. */
export async function screenRoutes(app: ZodApp, { screens }: { screens: ScreenActions }): Promise<void> {
  readingRoutes(app, screens);
  fileRoutes(app, screens);
  filterRoutes(app, screens);
}

function readingRoutes(app: ZodApp, screens: ScreenActions): void {
  app.get(
    '/api/screens/latest',
    {
      schema: {
        tags,
        summary: 'The latest screen: rows by a filter such as `drawdown < -20% and volume ratio > 2`',
        querystring: screenQuery,
        response: { 200: screenResponse },
      },
    },
    async (request) => found(await screens.read('latest', request.query), 'latest'),
  );
  app.get(
    '/api/screens/:date',
    {
      schema: {
        tags,
        summary: 'The screen of a past day',
        params: screenParams,
        querystring: screenQuery,
        response: { 200: screenResponse },
      },
    },
    async (request) => found(await screens.read(request.params, request.query), request.params),
  );
  app.get(
    '/api/screens/symbols/:symbol',
    {
      schema: {
        tags,
        summary: 'A symbol’s rows in the latest screens, newest first',
        params: screenSymbolParams,
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(260).default(30) }),
        response: { 200: screenHistoryResponse },
      },
    },
    async (request) => ({ items: await screens.ofSymbol(request.params.symbol, request.query) }),
  );
}

function fileRoutes(app: ZodApp, screens: ScreenActions): void {
  const summary = (what: string): string =>
    `${what} as CSV: a redirection to a link that lasts an hour, or the link itself to who accepts JSON`;
  const response = { 200: screenFileResponse, 302: nothing.describe('`Location` is the link') };
  const answer = async (day: ScreenDay, accept: string | undefined) => ({
    file: found(await screens.file(day), day),
    asJson: accept?.includes('application/json') === true,
  });
  app.get(
    '/api/screens/latest/csv',
    { schema: { tags, summary: summary('The latest screen'), response } },
    async (request, reply) => {
      const { file, asJson } = await answer('latest', request.headers.accept);
      return asJson ? file : reply.redirect(file.url, 302);
    },
  );
  app.get(
    '/api/screens/:date/csv',
    { schema: { tags, summary: summary('The screen of a past day'), params: screenParams, response } },
    async (request, reply) => {
      const { file, asJson } = await answer(request.params, request.headers.accept);
      return asJson ? file : reply.redirect(file.url, 302);
    },
  );
}

function filterRoutes(app: ZodApp, screens: ScreenActions): void {
  app.get(
    '/api/screens/filters',
    { schema: { tags, summary: 'Your saved filters', response: { 200: savedFilterListResponse } } },
    async (request) => ({ items: await screens.filters(request.userId) }),
  );
  app.post(
    '/api/screens/filters',
    {
      schema: {
        tags,
        summary: 'Save a filter; from the next screen on you are told which symbols have come to match it',
        body: savedFilterRequest,
        response: { 201: savedFilter },
      },
    },
    async (request, reply) => reply.code(201).send(await screens.saveFilter(request.userId, request.body)),
  );
  app.delete(
    '/api/screens/filters/:id',
    {
      schema: {
        tags,
        summary: 'Delete a saved filter',
        params: z.object({ id: z.string().min(1).max(64) }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await screens.deleteFilter(request.userId, request.params.id))) throw notFound('saved filter');
      return reply.code(204).send(null);
    },
  );
}

function found<Found>(thing: Found | undefined, day: ScreenDay): Found {
  if (thing !== undefined) return thing;
  throw new ApplicationError({
    code: 'no-screen',
    status: 404,
    message:
      day === 'latest'
        ? 'There is no screen yet: the first comes after the close of the next trading day.'
        : `There is no screen of ${day.date}: that day had no session, or its update never ended.`,
  });
}
