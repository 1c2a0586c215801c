import { createHash } from 'node:crypto';
import type { ChatRequest, Conversation, ConversationResponse } from '@marketscope/contracts';
import type {
  AnswerLog,
  ConversationStore,
  MessageStore,
  StoredConversation,
  StoredMessage,
} from '@marketscope/domain';
import { ApplicationError } from '@marketscope/runtime';
import { notFound } from '../http/problems.ts';
import type { Answers } from './answers.ts';
import { titleOf } from './conversation-title.ts';

/** How long a conversation lives after its last message, and a message after it was written. */
const LIFE_MS = 30 * 86_400_000;
/** How long an idempotency key leads to the same answer: as long as it can be replayed. */
const KEY_LIFE_MS = 3_600_000;
/** Messages that are shown of a conversation. */
const MAX_SHOWN = 500;
/** Messages that an answer may take into account; the assistant bounds them further by length. */
const MAX_HISTORY = 40;

/** What people do with their conversations. Another's is `not-found`, whatever one does with it. */
export interface Conversations {
  /**
   * Asks; the answer is written from here on, whoever follows it. The same key leads to the same answer.
   * @throws ApplicationError `not-found`; `answer-in-progress` when the conversation's last answer is still being
   *   written; `idempotency-key-reused` when the key led to an answer of another question
   */
  ask(userId: string, request: ChatRequest, key?: string): Promise<{ messageId: string }>;
  list(
    userId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ items: Conversation[]; next?: string }>;
  read(userId: string, id: string): Promise<ConversationResponse>;
  rename(userId: string, id: string, title: string): Promise<Conversation>;
  /** Deletes a conversation with its messages; an answer that is being written is stopped. */
  delete(userId: string, id: string): Promise<void>;
}

export function createConversations(ports: {
  conversations: ConversationStore;
  messages: MessageStore;
  log: Pick<AnswerLog, 'reserve'>;
  answers: Answers;
  clock: () => Date;
  newId: () => string;
}): Conversations {
  const { conversations, messages, answers, clock, newId } = ports;

  async function own(userId: string, id: string): Promise<StoredConversation> {
    const conversation = await conversations.get(userId, id);
    if (!conversation) throw notFound('conversation');
    return conversation;
  }

  /** The newest messages, none of them shown as being written when nobody writes it any more. */
  async function newestMessages(conversationId: string, limit: number): Promise<StoredMessage[]> {
    return Promise.all((await messages.newest(conversationId, limit)).map((each) => answers.settled(each)));
  }

  /** What the request leads to: new ids, or those that its key led to before. */
  async function reserveAnswer(
    userId: string,
    { message, conversationId }: ChatRequest,
    key: string | undefined,
  ) {
    const fresh = { conversationId: conversationId ?? newId(), messageIds: [newId(), newId()].toSorted() };
    const [questionId = '', messageId = ''] = fresh.messageIds;
    const ids = { conversationId: fresh.conversationId, messageId, questionId };
    if (key === undefined) return ids;
    const requestDigest = createHash('sha256')
      .update(JSON.stringify([message, conversationId ?? null]))
      .digest('base64url');
    const kept = await ports.log.reserve(
      { userId, key, expiresAt: new Date(Date.now() + KEY_LIFE_MS) },
      { conversationId: ids.conversationId, messageId, requestDigest },
    );
    if (kept.requestDigest !== requestDigest)
      throw new ApplicationError({
        code: 'idempotency-key-reused',
        status: 422,
        message: 'This Idempotency-Key was sent with another message. Use a new key for each message.',
      });
    return { ...ids, conversationId: kept.conversationId, messageId: kept.messageId };
  }

  return {
    async ask(userId, request, key) {
      const { conversationId: given } = request;
      const [existing, before] =
        given === undefined
          ? [undefined, []]
          : await Promise.all([own(userId, given), messages.newest(given, MAX_HISTORY)]);
      const { conversationId, messageId, questionId } = await reserveAnswer(userId, request, key);
      if (key !== undefined && (await answers.head({ userId, messageId }))) return { messageId };

      const history = await Promise.all(before.map((each) => answers.settled(each)));
      if (history.some(({ state }) => state === 'writing'))
        throw new ApplicationError({
          code: 'answer-in-progress',
          status: 409,
          message: 'The last answer of this conversation is still being written. Wait for it, or stop it.',
        });
      if (!(await answers.begin({ conversationId, messageId, userId }))) return { messageId };

      const now = clock();
      const createdAt = now.toISOString();
      const expiresAt = new Date(now.getTime() + LIFE_MS);
      const title = existing?.title ?? titleOf(request.message);
      const common = { conversationId, createdAt, expiresAt, citations: [], toolCalls: [] };
      await Promise.all([
        existing
          ? conversations.update(userId, conversationId, { updatedAt: createdAt, expiresAt })
          : conversations.create({
              id: conversationId,
              userId,
              title,
              createdAt,
              updatedAt: createdAt,
              expiresAt,
            }),
        messages.create({
          ...common,
          id: questionId,
          role: 'user',
          text: request.message,
          state: 'complete',
          model: null,
        }),
        messages.create({
          ...common,
          id: messageId,
          role: 'assistant',
          text: '',
          state: 'writing',
          model: null,
        }),
      ]);
      answers.write({
        conversationId,
        messageId,
        title,
        question: { userId, message: request.message, history },
      });
      return { messageId };
    },

    async list(userId, page) {
      const { items, next } = await conversations.list(userId, page);
      return { items: items.map(shown), ...(next !== undefined && { next }) };
    },

    async read(userId, id) {
      const conversation = await own(userId, id);
      return { ...shown(conversation), messages: (await newestMessages(id, MAX_SHOWN)).map(shownMessage) };
    },

    async rename(userId, id, title) {
      const renamed = await conversations.update(userId, id, { title });
      if (!renamed) throw notFound('conversation');
      return shown(renamed);
    },

    async delete(userId, id) {
      await own(userId, id);
      const [last] = await messages.newest(id, 1);
      if (last?.state === 'writing' && (await answers.head({ userId, messageId: last.id })))
        await answers.stop({ userId, messageId: last.id });
      // The conversation goes last: a deletion that breaks off can be asked for again.
      await messages.deleteAll(id);
      await conversations.delete(userId, id);
    },
  };
}

function shown({ id, title, createdAt, updatedAt }: StoredConversation): Conversation {
  return { id, title, createdAt, updatedAt };
}

function shownMessage({
  conversationId: _,
  expiresAt: __,
  ...message
}: StoredMessage): ConversationResponse['messages'][number] {
  return message;
}
