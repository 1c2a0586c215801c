import type { ChatMessage, ConversationResponse } from '@marketscope/contracts';
import { draftMessage } from './answer-draft.ts';
import type { LiveAnswer } from './live-answers.ts';

/** The messages of a conversation with the answer that is, or just was, being written in it. */
export function withAnswer(messages: readonly ChatMessage[], live: LiveAnswer): ChatMessage[] {
  const id = live.messageId ?? 'unnamed';
  const answer = draftMessage(live.draft, id, live.askedAt);
  // Its conversation may have been read again since it began: then both question and answer are in it already.
  if (messages.some((message) => message.id === id)) {
    return messages.map((message) =>
      message.id === id ? { ...answer, createdAt: message.createdAt } : message,
    );
  }
  if (live.question === undefined) return [...messages, answer];
  return [...messages, askedQuestion(live.question, id, live.askedAt), answer];
}

/** The conversation once its answer is complete, until the server's own account of it has been read. */
export function conversationWith(
  conversation: ConversationResponse | undefined,
  live: LiveAnswer & { conversationId: string },
): ConversationResponse {
  return {
    id: live.conversationId,
    title: conversation?.title ?? live.title,
    createdAt: conversation?.createdAt ?? live.askedAt,
    updatedAt: live.askedAt,
    messages: withAnswer(conversation?.messages ?? [], live),
  };
}

function askedQuestion(text: string, answerId: string, createdAt: string): ChatMessage {
  return {
    id: `${answerId}/question`,
    role: 'user',
    text,
    createdAt,
    state: 'complete',
    citations: [],
    toolCalls: [],
    model: null,
  };
}
