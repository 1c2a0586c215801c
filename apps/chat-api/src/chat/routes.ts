import {
  chatAnswer,
  chatRequest,
  conversation,
  conversationListResponse,
  conversationResponse,
  pageQuery,
  renameRequest,
  type ChatAnswer,
  type Problem,
} from '@marketscope/contracts';
import type { NumberedEvent } from '@marketscope/domain';
import { ApplicationError } from '@marketscope/runtime';
import { z } from 'zod';
import { sendEvents, type StreamedEvent } from '../http/event-stream.ts';
import { nothing } from '../http/openapi.ts';
import type { ZodApp } from '../http/zod-app.ts';
import type { Answers } from './answers.ts';
import type { Conversations } from './conversations.ts';

const byId = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
const eventStream = z
  .string()
  .describe('Server-sent events `conversation, tool_call, tool_result, token, citation, done, error`');
const askHeaders = z.object({
  accept: z.string().optional(),
  'idempotency-key': z.string().min(1).max(200).optional(),
});
const resumeHeaders = z.object({ 'last-event-id': z.coerce.number().int().nonnegative().catch(0) });

/** One's own conversations, and the assistant's answers in them. */
export async function chatRoutes(
  app: ZodApp,
  { conversations, answers }: { conversations: Conversations; answers: Answers },
): Promise<void> {
  const tags = ['chat'];
  app.post(
    '/api/chat/message',
    {
      schema: {
        tags,
        summary: 'Ask the assistant; the answer streams, or comes whole as JSON',
        headers: askHeaders,
        body: chatRequest,
        response: {
          200: {
            description: 'The answer',
            content: {
              'application/json': { schema: chatAnswer },
              'text/event-stream': { schema: eventStream },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { userId, headers } = request;
      const { messageId } = await conversations.ask(userId, request.body, headers['idempotency-key']);
      const answer = await answers.find({ userId, messageId });
      if (acceptsEvents(headers.accept))
        return sendEvents(reply, (signal) => streamed(answer.follow(0, signal)));
      return wholeAnswer(answer.follow(0, new AbortController().signal));
    },
  );
  app.get(
    '/api/chat/messages/:id/stream',
    {
      schema: {
        tags,
        summary: 'Follow an answer, from the event after `Last-Event-ID`',
        params: byId,
        headers: resumeHeaders,
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: eventStream } } },
        },
      },
    },
    async (request, reply) => {
      const answer = await answers.find({ userId: request.userId, messageId: request.params.id });
      return sendEvents(reply, (signal) => streamed(answer.follow(request.headers['last-event-id'], signal)));
    },
  );
  app.post(
    '/api/chat/messages/:id/stop',
    {
      schema: {
        tags,
        summary: 'Stop an answer; what was written is kept',
        params: byId,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await answers.stop({ userId: request.userId, messageId: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/chat/conversations',
    {
      schema: {
        tags,
        summary: 'Your conversations, newest first',
        querystring: pageQuery,
        response: { 200: conversationListResponse },
      },
    },
    async (request) => conversations.list(request.userId, request.query),
  );
  app.get(
    '/api/chat/conversations/:id',
    {
      schema: {
        tags,
        summary: 'A conversation with its messages, oldest first',
        params: byId,
        response: { 200: conversationResponse },
      },
    },
    async (request) => conversations.read(request.userId, request.params.id),
  );
  app.patch(
    '/api/chat/conversations/:id',
    {
      schema: {
        tags,
        summary: 'Rename a conversation',
        params: byId,
        body: renameRequest,
        response: { 200: conversation },
      },
    },
    async (request) => conversations.rename(request.userId, request.params.id, request.body.title),
  );
  app.delete(
    '/api/chat/conversations/:id',
    {
      schema: {
        tags,
        summary: 'Delete a conversation with its messages',
        params: byId,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await conversations.delete(request.userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function acceptsEvents(accept = ''): boolean {
  return accept.toLowerCase().includes('text/event-stream');
}

async function* streamed(events: AsyncIterable<NumberedEvent>): AsyncGenerator<StreamedEvent> {
  for await (const { seq, name, data } of events) yield { id: String(seq), event: name, data };
}

async function wholeAnswer(events: AsyncIterable<NumberedEvent>): Promise<ChatAnswer> {
  for await (const event of events) {
    if (event.name === 'done') return event.data;
    if (event.name === 'error') throw failureOfProblem(event.data);
  }
  throw new Error('an answer ended without its last event');
}

/** The failure that a problem document told of, to be told again. */
function failureOfProblem({ code, status, detail, title }: Problem): ApplicationError {
  return new ApplicationError({ code, status, message: detail ?? title });
}
