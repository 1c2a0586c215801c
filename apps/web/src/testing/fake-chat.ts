import { chatRequest, type ConversationResponse } from '@marketscope/contracts';
import { createFakeAnswer, type FakeAnswer } from './fake-answers.ts';
import { json, nothing, problem, type Call } from './fake-exchange.ts';

/** What the chat of the fake API holds. */
export interface ChatState {
  conversations: ConversationResponse[];
  answers: FakeAnswer[];
}

/** The fake's chat: questions, conversations, and answers that a test writes. */
export function createFakeChat(
  api: ChatState,
  { id, at }: { id: (kind: string) => string; at: () => string },
): (path: string[], call: Call) => Response {
  const byKey = new Map<string, FakeAnswer>();

  function chat([area, itemId, action]: string[], { method, body, headers, signal }: Call): Response {
    if (area === 'message') return ask(body, headers.get('idempotency-key') ?? '', signal);
    if (area === 'messages') {
      const found = api.answers.find(({ messageId }) => messageId === itemId);
      if (found === undefined) return problem(404, 'not-found');
      if (action === 'stream') return found.connect(headers.get('last-event-id') ?? undefined, signal);
      found.finish('stopped');
      return nothing();
    }
    if (itemId === undefined) return json({ items: api.conversations });
    const conversation = api.conversations.find((known) => known.id === itemId);
    if (conversation === undefined) return problem(404, 'not-found', 'You have no such conversation.');
    if (method === 'DELETE') {
      api.conversations = api.conversations.filter((known) => known !== conversation);
      return nothing();
    }
    const messages = conversation.messages.map(
      (message) => api.answers.find(({ messageId }) => messageId === message.id)?.message() ?? message,
    );
    return json({ ...conversation, messages });
  }

  function ask(body: unknown, key: string, signal: AbortSignal | null | undefined): Response {
    const known = byKey.get(key);
    if (known !== undefined) return known.connect(undefined, signal);
    const { message, conversationId } = chatRequest.parse(body);
    let conversation = api.conversations.find((one) => one.id === conversationId);
    if (conversation === undefined) {
      conversation = {
        id: id('conversation'),
        title: message,
        createdAt: at(),
        updatedAt: at(),
        messages: [],
      };
      api.conversations.unshift(conversation);
    }
    const asked = createFakeAnswer({
      messageId: id('message'),
      conversation,
      question: message,
      createdAt: at(),
    });
    conversation.messages.push(
      { ...asked.message(), id: id('message'), role: 'user', text: message, state: 'complete', model: null },
      asked.message(),
    );
    api.answers.push(asked);
    byKey.set(key, asked);
    return asked.connect(undefined, signal);
  }

  return chat;
}
