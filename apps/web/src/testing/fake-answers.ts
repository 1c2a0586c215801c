import type { AnswerEvent, ChatMessage, ConversationResponse, Problem } from '@marketscope/contracts';
import { applyEvent, draftMessage, emptyDraft, type AnswerDraft } from '../chat/answer-draft.ts';
import { openEventStream, type OpenStream } from './event-stream-response.ts';

/** An answer that a test writes event by event, while readers come and go. */
export interface FakeAnswer {
  readonly messageId: string;
  readonly conversationId: string;
  readonly question: string;
  /** The `Last-Event-ID` of each connection so far; undefined for a fresh one. */
  readonly connections: (string | undefined)[];
  emit(...events: AnswerEvent[]): void;
  /** Ends the answer with what was written. */
  finish(state?: 'complete' | 'stopped'): void;
  fail(problem: Problem): void;
  /** Breaks every connection; the answer goes on. */
  cutConnections(): void;
  /** A connection that replays what came after the event, then follows. */
  connect(lastEventId: string | undefined, signal: AbortSignal | null | undefined): Response;
  message(): ChatMessage;
}

export function createFakeAnswer(options: {
  messageId: string;
  conversation: ConversationResponse;
  question: string;
  createdAt: string;
}): FakeAnswer {
  const { messageId, conversation, question, createdAt } = options;
  const events: AnswerEvent[] = [];
  const connections: (string | undefined)[] = [];
  const open = new Set<OpenStream>();
  let draft: AnswerDraft = { ...emptyDraft, model: 'built-in analyst' };

  function ended() {
    return draft.state !== 'writing';
  }

  function emit(event: AnswerEvent) {
    events.push(event);
    draft = applyEvent(draft, event);
    for (const stream of open) {
      stream.send({ ...event, id: String(events.length) });
      if (ended()) stream.end();
    }
  }

  emit({
    name: 'conversation',
    data: { conversationId: conversation.id, messageId, title: conversation.title },
  });

  return {
    messageId,
    conversationId: conversation.id,
    question,
    connections,
    emit: (...more) => more.forEach(emit),
    finish(state = 'complete') {
      const { text, citations, toolCalls } = draft;
      emit({
        name: 'done',
        data: {
          conversationId: conversation.id,
          messageId,
          answer: text,
          citations,
          toolCalls,
          model: 'built-in analyst',
          state,
        },
      });
    },
    fail: (problem) => emit({ name: 'error', data: problem }),
    cutConnections() {
      for (const stream of open) stream.cut();
      open.clear();
    },
    connect(lastEventId, signal) {
      connections.push(lastEventId);
      const stream = openEventStream(signal);
      stream.comment();
      const after = Number(lastEventId ?? 0);
      events.forEach((event, index) => {
        if (index + 1 > after) stream.send({ ...event, id: String(index + 1) });
      });
      if (ended()) stream.end();
      else open.add(stream);
      return stream.response;
    },
    message: () => draftMessage(draft, messageId, createdAt),
  };
}
