import { setTimeout as pause } from 'node:timers/promises';
import type { Assistant, Question } from '@marketscope/assistant';
import type { AnswerEvent, ChatAnswer } from '@marketscope/contracts';
import type { AnswerHead, AnswerLog, MessageStore, NumberedEvent, StoredMessage } from '@marketscope/domain';
import { ApplicationError, type Logger } from '@marketscope/runtime';
import { notFound } from '../http/problems.ts';
import { nothingWritten, withEvent } from './answer-progress.ts';
import { writeAnswer, writingTimes, type WritingTimes } from './answer-writer.ts';
import { createLiveAnswer, type LiveAnswer } from './live-answer.ts';

/** Milliseconds between two looks at an answer that another process writes. */
const POLL_MS = 250;
/** How long what was streamed can be replayed. */
const REPLAY_MS = 3_600_000;

/** An answer that is about to be written. */
export interface NewAnswer {
  conversationId: string;
  messageId: string;
  title: string;
  question: Question;
}

/** Answers that are being written, here or elsewhere, and those that were lately. */
export interface Answers {
  /**
   * Starts an answer's log, which any process can then follow; tells whether it is new.
   * @throws ApplicationError `closing` when this process is about to end
   */
  begin(ids: { conversationId: string; messageId: string; userId: string }): Promise<boolean>;
  /** Writes an answer that has begun, in the background: no reader who leaves stops it. */
  write(answer: NewAnswer): void;
  /**
   * An answer to follow: its events after a number, and those to come until it ends or the signal does.
   * @throws ApplicationError `not-found`
   */
  find(answer: {
    userId: string;
    messageId: string;
  }): Promise<{ follow(after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> }>;
  /**
   * Has an answer stop, wherever it is being written. One that has ended stays as it is.
   * @throws ApplicationError `not-found`
   */
  stop(answer: { userId: string; messageId: string }): Promise<void>;
  /** The message as it is now: one whose writer died is interrupted, with the text it had come to. */
  settled(message: StoredMessage): Promise<StoredMessage>;
  /** The answer's head, if it is this person's. */
  head(answer: { userId: string; messageId: string }): Promise<AnswerHead | undefined>;
  /** Begins no more answers, gives those that are being written this long, and interrupts the rest. */
  close(withinMs: number): Promise<void>;
}

export function createAnswers(ports: {
  assistant: Assistant;
  messages: Pick<MessageStore, 'get' | 'saveProgress'>;
  log: AnswerLog;
  logger: Logger;
  times?: WritingTimes;
}): Answers {
  const { log, messages, times = writingTimes } = ports;
  const live = new Map<string, LiveAnswer>();
  const writing = new Set<Promise<void>>();
  let closing = false;

  async function ownHead({
    userId,
    messageId,
  }: {
    userId: string;
    messageId: string;
  }): Promise<AnswerHead | undefined> {
    const head = await log.head(messageId);
    return head?.userId === userId ? head : undefined;
  }

  /** Ends an answer whose writer gave no sign of life until its lease ran out; false if it did after all. */
  async function takeOver(message: Pick<StoredMessage, 'conversationId' | 'id' | 'model'>): Promise<boolean> {
    const { conversationId, id, model } = message;
    const head = await log.head(id);
    if (head?.state === 'writing' && !(await log.settle(id, 'interrupted', { lapsedAt: new Date() })))
      return false;
    const state = head === undefined || head.state === 'writing' ? 'interrupted' : head.state;
    const events: AnswerEvent[] = await log.read(id, 0);
    if (events.length > 0)
      await messages.saveProgress(conversationId, id, {
        ...events.reduce(withEvent, nothingWritten),
        model,
        state,
      });
    else {
      const saved = await messages.get(conversationId, id);
      if (saved) await messages.saveProgress(conversationId, id, { ...saved, state });
    }
    return true;
  }

  async function settled(message: StoredMessage): Promise<StoredMessage> {
    const { conversationId, id, state } = message;
    if (state !== 'writing' || live.has(id)) return message;
    if (isBeingWritten(await log.head(id)) || !(await takeOver(message))) return message;
    return (await messages.get(conversationId, id)) ?? message;
  }

  async function* followElsewhere(
    head: AnswerHead,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<NumberedEvent> {
    const { messageId, conversationId } = head;
    let last = after;
    for (let current: AnswerHead | undefined = head; !signal.aborted; current = await log.head(messageId)) {
      // Events are stored before the head says that there are no more: so they are read after it.
      for (const event of await log.read(messageId, last)) {
        yield event;
        last = event.seq;
        if (isLast(event)) return;
      }
      if (!isBeingWritten(current)) {
        const message = await messages.get(conversationId, messageId);
        const ended = message && (await settled(message));
        if (!ended) return;
        if (ended.state !== 'writing') {
          yield { seq: last + 1, name: 'done', data: answerOf(ended) };
          return;
        }
      }
      await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    head: ownHead,
    settled,

    async begin(ids) {
      if (closing)
        throw new ApplicationError({
          code: 'closing',
          status: 503,
          message: 'The service is about to restart. Try again in a moment.',
          retryAfterSeconds: 5,
        });
      const now = Date.now();
      return log.start({
        ...ids,
        leaseUntil: new Date(now + times.leaseMs),
        expiresAt: new Date(now + REPLAY_MS),
      });
    },

    write({ conversationId, messageId, title, question }) {
      const answer = createLiveAnswer({ conversationId, messageId, userId: question.userId });
      live.set(messageId, answer);
      if (closing) answer.end('shutdown');
      const written = writeAnswer(
        { ...ports, times },
        { live: answer, title, question, expiresAt: new Date(Date.now() + REPLAY_MS) },
      ).finally(() => {
        live.delete(messageId);
        writing.delete(written);
      });
      writing.add(written);
    },

    async find({ userId, messageId }) {
      const here = live.get(messageId);
      if (here?.userId === userId) return here;
      const head = await ownHead({ userId, messageId });
      // One that has just begun may be followed before its message is stored; one that was deleted may not.
      const isThere = head && (isBeingWritten(head) || (await messages.get(head.conversationId, messageId)));
      if (!isThere) throw notFound('answer');
      return { follow: (after, signal) => followElsewhere(head, after, signal) };
    },

    async stop({ userId, messageId }) {
      const here = live.get(messageId);
      if (here?.userId === userId) {
        here.end('stop');
        return;
      }
      if (!(await ownHead({ userId, messageId }))) throw notFound('answer');
      await log.requestStop(messageId);
    },

    async close(withinMs) {
      closing = true;
      const grace = new AbortController();
      const ended = Promise.allSettled([...writing]);
      await Promise.race([
        ended,
        pause(withinMs, undefined, { signal: grace.signal }).catch(() => undefined),
      ]);
      grace.abort();
      for (const answer of live.values()) answer.end('shutdown');
      await ended;
    },
  };
}

/** Whether an answer has a writer who has lately given a sign of life. */
function isBeingWritten(head: AnswerHead | undefined): boolean {
  return head?.state === 'writing' && head.leaseUntil >= new Date();
}

/** Whether an answer's stream ends with this event. */
function isLast({ name }: AnswerEvent): boolean {
  return name === 'done' || name === 'error';
}

/** A stored answer as a request for JSON gets it. */
function answerOf({
  conversationId,
  id,
  text,
  citations,
  toolCalls,
  model,
  state,
}: StoredMessage): ChatAnswer {
  return { conversationId, messageId: id, answer: text, citations, toolCalls, model: model ?? '', state };
}
