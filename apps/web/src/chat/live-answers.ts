import { isTransient, ApiError, UnreachableError } from '../api/api-error.ts';
import type { ChatApi, NumberedAnswerEvent } from '../api/chat.ts';
import type { Pause } from '../app/pause.ts';
import { applyEvent, emptyDraft, type AnswerDraft } from './answer-draft.ts';

/** An answer that is being written, and the line to its writer. */
export interface LiveAnswer {
  /** Undefined until the server has named them. */
  conversationId: string | undefined;
  messageId: string | undefined;
  title: string;
  /** The question that this page asked; undefined for an answer that was found being written. */
  question: string | undefined;
  askedAt: string;
  draft: AnswerDraft;
  /** `lost`: given up, until `retry`. */
  connection: 'connecting' | 'open' | 'reconnecting' | 'lost';
  /** Why the connection is lost. */
  error: unknown;
  stopping: boolean;
}

/**
 * The answers that are being written, one a conversation. They live outside the components, so that going to another
 * screen and back loses nothing.
 */
export interface LiveAnswers {
  /** The answer being written in a conversation; undefined stands for the conversation that has no id yet. */
  get(conversationId: string | undefined): LiveAnswer | undefined;
  subscribe(listener: () => void): () => void;
  /** Asks; `named` is called when the server has told the conversation's id. */
  ask(question: string, conversationId: string | undefined, named: (conversationId: string) => void): void;
  /** Follows an answer that was found being written, from its first event. */
  resume(conversationId: string, messageId: string): void;
  /** Tries again after the connection was lost. */
  retry(conversationId: string | undefined): void;
  /** Asks the server to end the answer; what was written is kept. */
  stop(conversationId: string | undefined): void;
  /** Forgets an answer, whose conversation is gone. */
  dismiss(conversationId: string | undefined): void;
  /** Lets go of all of them, at sign-out; the server goes on writing. */
  clear(): void;
}

/** Milliseconds before each attempt to reconnect; after the last, the person decides. */
const reconnectAfter = [300, 1000, 2000, 4000, 8000];

export function createLiveAnswers(options: {
  chat: ChatApi;
  pause: Pause;
  /** An answer came to its end: from here on, it is an ordinary message of its conversation. */
  finished: (answer: LiveAnswer & { conversationId: string; messageId: string }) => void;
  /** The server has stored more of a conversation than was read of it: it began, went on, or failed. */
  outdated: (conversationId: string) => void;
  newKey?: () => string;
  now?: () => Date;
}): LiveAnswers {
  const {
    chat,
    pause,
    finished,
    outdated,
    newKey = () => crypto.randomUUID(),
    now = () => new Date(),
  } = options;
  const listeners = new Set<() => void>();
  const lines = new Map<string | undefined, Line>();

  function changed() {
    for (const listener of listeners) listener();
  }

  /** One answer's line to the server: its state, and the loop that keeps it connected. */
  interface Line {
    answer: LiveAnswer;
    key: string;
    lastEventId: string | undefined;
    named: (conversationId: string) => void;
    abort: AbortController;
  }

  function start(answer: LiveAnswer, named: Line['named'] = () => undefined) {
    const line: Line = { answer, key: newKey(), lastEventId: undefined, named, abort: new AbortController() };
    lines.get(answer.conversationId)?.abort.abort();
    lines.set(answer.conversationId, line);
    changed();
    void follow(line);
  }

  function update(line: Line, change: Partial<LiveAnswer>) {
    line.answer = { ...line.answer, ...change };
    changed();
  }

  function leave(line: Line) {
    if (lines.get(line.answer.conversationId) === line) lines.delete(line.answer.conversationId);
    changed();
  }

  async function follow(line: Line) {
    const { signal } = line.abort;
    let failures = 0;
    while (!signal.aborted) {
      try {
        for await (const event of await open(line)) {
          if (signal.aborted) return;
          if (alreadySeen(line, event)) continue;
          failures = 0;
          receive(line, event);
          if (event.name === 'done' || event.name === 'error') return;
        }
        throw new UnreachableError();
      } catch (error) {
        if (signal.aborted) return;
        const delay = reconnectAfter[failures++];
        if (line.answer.messageId === undefined || delay === undefined || !isTransient(error)) {
          return lose(line, error);
        }
        update(line, { connection: 'reconnecting' });
        await pause(delay, signal).catch(() => undefined);
      }
    }
  }

  async function open({ answer, key, lastEventId, abort }: Line) {
    const { messageId, conversationId, question } = answer;
    if (messageId !== undefined) return chat.follow(messageId, lastEventId, abort.signal);
    return chat.ask({ message: question ?? '', conversationId, key }, abort.signal);
  }

  function receive(line: Line, event: NumberedAnswerEvent) {
    line.lastEventId = event.id ?? line.lastEventId;
    update(line, { connection: 'open', draft: applyEvent(line.answer.draft, event) });
    if (event.name === 'conversation') name(line, event.data);
    if (event.name === 'error' && line.answer.conversationId !== undefined)
      outdated(line.answer.conversationId);
    if (event.name === 'done') {
      const { conversationId, messageId } = event.data;
      lines.delete(line.answer.conversationId);
      finished({ ...line.answer, conversationId, messageId });
      changed();
    }
  }

  function name(line: Line, ids: { conversationId: string; messageId: string; title: string }) {
    lines.delete(line.answer.conversationId);
    update(line, ids);
    lines.set(ids.conversationId, line);
    changed();
    line.named(ids.conversationId);
    outdated(ids.conversationId);
    if (line.answer.stopping) requestStop(line, ids.messageId);
  }

  function lose(line: Line, error: unknown) {
    const { conversationId, messageId } = line.answer;
    const gone = error instanceof ApiError && (error.status === 404 || error.status === 410);
    if (gone && messageId !== undefined && conversationId !== undefined) {
      // It was over before it could be followed: the stored message tells how it ended.
      leave(line);
      outdated(conversationId);
    } else {
      update(line, { connection: 'lost', error });
    }
  }

  function requestStop(line: Line, messageId: string) {
    // Unheard, the answer simply goes on, and the button is there again.
    chat.stop(messageId).catch(() => update(line, { stopping: false }));
  }

  return {
    get: (conversationId) => lines.get(conversationId)?.answer,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask(question, conversationId, named) {
      start({ ...blank(now()), conversationId, question }, named);
    },
    resume(conversationId, messageId) {
      if (lines.has(conversationId)) return;
      start({ ...blank(now()), conversationId, messageId });
    },
    retry(conversationId) {
      const line = lines.get(conversationId);
      if (line?.answer.connection !== 'lost') return;
      update(line, {
        connection: line.answer.messageId === undefined ? 'connecting' : 'reconnecting',
        error: undefined,
      });
      void follow(line);
    },
    stop(conversationId) {
      const line = lines.get(conversationId);
      if (line === undefined || line.answer.stopping) return;
      update(line, { stopping: true });
      if (line.answer.messageId !== undefined) requestStop(line, line.answer.messageId);
    },
    dismiss(conversationId) {
      const line = lines.get(conversationId);
      if (line === undefined) return;
      line.abort.abort();
      leave(line);
    },
    clear() {
      for (const { abort } of lines.values()) abort.abort();
      lines.clear();
      changed();
    },
  };
}

function blank(now: Date): LiveAnswer {
  return {
    conversationId: undefined,
    messageId: undefined,
    title: '',
    question: undefined,
    askedAt: now.toISOString(),
    draft: emptyDraft,
    connection: 'connecting',
    error: undefined,
    stopping: false,
  };
}

/** Ids count up from 1: a server that repeats events after a reconnection must not repeat text. */
function alreadySeen(
  { lastEventId }: { lastEventId: string | undefined },
  { id }: NumberedAnswerEvent,
): boolean {
  return id !== undefined && lastEventId !== undefined && Number(id) <= Number(lastEventId);
}
