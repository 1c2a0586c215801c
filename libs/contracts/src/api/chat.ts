import { z } from 'zod';
import { instant, priceSource, sessionDate, symbol } from '../market.ts';
import { documentFolder } from './documents.ts';
import { listOf } from './list.ts';
import { problem } from './problem.ts';

export const chatRequest = z.object({
  message: z.string().trim().min(1).max(4000),
  conversationId: z.string().max(64).optional(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/** Where a stated fact comes from. */
export const citation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quote'), symbol, source: priceSource, asOf: instant, stale: z.boolean() }),
  z.object({ kind: z.literal('history'), symbol, source: priceSource, from: z.iso.date(), to: z.iso.date() }),
  /** Rows of the daily screen: the session whose closes it shows, and where their prices come from. */
  z.object({ kind: z.literal('screen'), date: sessionDate, sources: z.array(priceSource) }),
  /** A passage of a document. */
  z.object({
    kind: z.literal('document'),
    documentId: z.string(),
    name: z.string(),
    folder: documentFolder,
    /** Counts from 1. */
    page: z.int().positive(),
    excerpt: z.string(),
    /** Path in the page where the passage is shown. */
    link: z.string(),
  }),
]);
export type Citation = z.infer<typeof citation>;

/** A call of a tool and what came of it, as the reader of the answer sees it. */
export const toolCall = z.object({
  id: z.string(),
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  /** Absent until the tool has answered. */
  outcome: z
    .discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), result: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ])
    .optional(),
});
export type ToolCall = z.infer<typeof toolCall>;

/** `interrupted`: its writer died or was cut off; what it had written is kept. */
export const messageState = z.enum(['writing', 'complete', 'stopped', 'interrupted', 'failed']);
export type MessageState = z.infer<typeof messageState>;

export const chatMessage = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  createdAt: instant,
  state: messageState,
  citations: z.array(citation),
  toolCalls: z.array(toolCall),
  /** The model that wrote it, e.g. `built-in analyst` or `gpt-5`; null for a person's message. */
  model: z.string().nullable(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** A finished answer, as JSON. */
export const chatAnswer = z.object({
  conversationId: z.string(),
  messageId: z.string(),
  answer: z.string(),
  citations: z.array(citation),
  toolCalls: z.array(toolCall),
  model: z.string(),
  state: messageState,
});
export type ChatAnswer = z.infer<typeof chatAnswer>;

/** The events of an answer's stream by name, with what each carries. SSE ids count up from 1. */
export const answerEvents = {
  conversation: z.object({ conversationId: z.string(), messageId: z.string(), title: z.string() }),
  tool_call: toolCall.pick({ id: true, name: true, arguments: true }),
  tool_result: toolCall.pick({ id: true, name: true, outcome: true }).required(),
  token: z.object({ text: z.string() }),
  citation,
  done: chatAnswer,
  error: problem,
};
export type AnswerEventName = keyof typeof answerEvents;

function named<const Name extends AnswerEventName>(name: Name) {
  return z.object({ name: z.literal(name), data: answerEvents[name] });
}
/** One event of an answer's stream. */
export const answerEvent = z.discriminatedUnion('name', [
  named('conversation'),
  named('tool_call'),
  named('tool_result'),
  named('token'),
  named('citation'),
  named('done'),
  named('error'),
]);
export type AnswerEvent = z.infer<typeof answerEvent>;

export const conversation = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type Conversation = z.infer<typeof conversation>;
export const conversationListResponse = listOf(conversation);
export const conversationResponse = conversation.extend({ messages: z.array(chatMessage) });
export type ConversationResponse = z.infer<typeof conversationResponse>;
export const renameRequest = z.object({ title: z.string().trim().min(1).max(120) });
