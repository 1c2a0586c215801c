import {
  answerEvents,
  conversationListResponse,
  conversationResponse,
  type AnswerEvent,
  type ConversationResponse,
} from '@marketscope/contracts';
import type { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import { UnexpectedAnswerError } from './api-error.ts';
import type { ServerEvent } from './event-stream.ts';

/** An event of an answer with the id to resume after. */
export type NumberedAnswerEvent = AnswerEvent & { id: string | undefined };

export type ConversationList = z.infer<typeof conversationListResponse>;

/** Conversations, and answers while they are written. */
export interface ChatApi {
  conversations(cursor?: string, signal?: AbortSignal): Promise<ConversationList>;
  conversation(id: string, signal?: AbortSignal): Promise<ConversationResponse>;
  deleteConversation(id: string): Promise<void>;
  /** Asks, and follows the answer. The same `key` asks only once, however often it is sent. */
  ask(
    question: { message: string; conversationId: string | undefined; key: string },
    signal: AbortSignal,
  ): Promise<AsyncIterable<NumberedAnswerEvent>>;
  /** Follows an answer from the event after `after`, or from its first. */
  follow(
    messageId: string,
    after: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<NumberedAnswerEvent>>;
  /** Ends an answer early; what was written is kept. */
  stop(messageId: string): Promise<void>;
}

export function createChatApi(client: ApiClient): ChatApi {
  const messagePath = (id: string) => `/api/chat/messages/${encodeURIComponent(id)}`;
  const conversationPath = (id: string) => `/api/chat/conversations/${encodeURIComponent(id)}`;
  return {
    conversations: (cursor, signal) =>
      client.json(
        `/api/chat/conversations${cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`}`,
        conversationListResponse,
        { signal },
      ),
    conversation: (id, signal) => client.json(conversationPath(id), conversationResponse, { signal }),
    deleteConversation: (id) => client.send(conversationPath(id), { method: 'DELETE' }),
    ask: async ({ message, conversationId, key }, signal) =>
      answerEventsOf(
        await client.events('/api/chat/message', {
          method: 'POST',
          body: { message, conversationId },
          headers: { 'Idempotency-Key': key },
          signal,
        }),
      ),
    follow: async (messageId, after, signal) =>
      answerEventsOf(
        await client.events(`${messagePath(messageId)}/stream`, {
          headers: after === undefined ? {} : { 'Last-Event-ID': after },
          signal,
        }),
      ),
    stop: (messageId) => client.send(`${messagePath(messageId)}/stop`, { method: 'POST' }),
  };
}

/** Checks each event against the contract; one with a name that the page doesn't know is passed over. */
async function* answerEventsOf(
  events: AsyncIterable<ServerEvent>,
): AsyncGenerator<NumberedAnswerEvent, void, void> {
  for await (const event of events) {
    const parsed = parseAnswerEvent(event);
    if (parsed !== undefined) yield { ...parsed, id: event.id };
  }
}

function parseAnswerEvent({ name, data }: ServerEvent): AnswerEvent | undefined {
  try {
    const value: unknown = JSON.parse(data);
    switch (name) {
      case 'conversation':
        return { name: 'conversation', data: answerEvents.conversation.parse(value) };
      case 'tool_call':
        return { name: 'tool_call', data: answerEvents.tool_call.parse(value) };
      case 'tool_result':
        return { name: 'tool_result', data: answerEvents.tool_result.parse(value) };
      case 'token':
        return { name: 'token', data: answerEvents.token.parse(value) };
      case 'citation':
        return { name: 'citation', data: answerEvents.citation.parse(value) };
      case 'done':
        return { name: 'done', data: answerEvents.done.parse(value) };
      case 'error':
        return { name: 'error', data: answerEvents.error.parse(value) };
      default:
        return undefined;
    }
  } catch (error) {
    throw new UnexpectedAnswerError(`the stream (${name})`, { cause: error });
  }
}
