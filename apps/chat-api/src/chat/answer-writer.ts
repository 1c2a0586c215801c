import {
  AssistantError,
  type Assistant,
  type AssistantErrorCode,
  type Question,
} from '@marketscope/assistant';
import type { AnswerEvent, ChatAnswer, MessageState } from '@marketscope/contracts';
import type { AnswerLog, MessageStore, NumberedEvent } from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import { failureOf, problemOf } from '../http/problems.ts';
import { answerFailure } from './answer-failure.ts';
import { nothingWritten, withEvent } from './answer-progress.ts';
import type { EndedBy, LiveAnswer } from './live-answer.ts';

/** How often an answer that is being written is stored. All in milliseconds. */
export interface WritingTimes {
  /** Between two flushes of new events. */
  flushMs: number;
  /** Between two looks whether a stop was asked for, while there are no new events. */
  renewMs: number;
  /** Between two saves of the text so far in its message, which outlives the events. */
  saveMs: number;
  /** How long the writer is believed to live after its last sign. */
  leaseMs: number;
}

export const writingTimes: WritingTimes = { flushMs: 250, renewMs: 1000, saveMs: 2000, leaseMs: 10_000 };

export interface WriterPorts {
  assistant: Assistant;
  messages: Pick<MessageStore, 'saveProgress'>;
  log: Pick<AnswerLog, 'append' | 'renew' | 'settle'>;
  logger: Logger;
  times: WritingTimes;
}

/** How an answer can end. */
type EndState = Exclude<MessageState, 'writing'>;

const endStates: Record<EndedBy, EndState> = {
  stop: 'stopped',
  shutdown: 'interrupted',
  takeover: 'interrupted',
};

/**
 * Writes an answer to its end, whoever reads along: shows each event to the readers of this process at once, and stores
 * it with the next flush, for those of others. It resolves when the answer is stored, and never throws.
 * @param answer the log is started, and holds nothing yet
 */
export async function writeAnswer(
  ports: WriterPorts,
  answer: { live: LiveAnswer; title: string; question: Question; expiresAt: Date },
): Promise<void> {
  const { assistant, logger } = ports;
  const { live, question } = answer;
  const { conversationId, messageId } = live;
  const storage = storeAsItGoes(ports, answer);
  let written = nothingWritten;
  let model: string | undefined;
  const tell = (event: AnswerEvent): void => {
    written = withEvent(written, event);
    storage.add(live.append(event), written);
  };

  let state: EndState = 'complete';
  let failure: unknown;
  tell({ name: 'conversation', data: { conversationId, messageId, title: answer.title } });
  try {
    model = await assistant.model();
    storage.writtenBy(model);
    for await (const event of assistant.answer(question, live.signal))
      if (event.name !== 'finish') tell(event);
    live.signal.throwIfAborted();
  } catch (error) {
    if (live.signal.aborted) state = endStates[live.signal.reason as EndedBy];
    else {
      failure = error;
      state = isCutOff(error) ? 'interrupted' : 'failed';
      logger.error({ err: error, messageId }, 'an answer failed');
    }
  }

  const done: ChatAnswer = {
    conversationId,
    messageId,
    answer: written.text,
    citations: written.citations,
    toolCalls: written.toolCalls,
    model: model ?? '',
    state,
  };
  const last: AnswerEvent =
    failure === undefined
      ? { name: 'done', data: done }
      : { name: 'error', data: problemOf(failureOf(answerFailure(failure))) };
  // Readers learn of the end when it is stored: a process may be put to sleep as soon as it has answered.
  await storage.finish({ ...last, seq: live.latest + 1 }, state);
  live.append(last);
  live.close();
}

const cutOffs: readonly AssistantErrorCode[] = ['answer-too-long', 'model-cut-off', 'time-limit'];

function isCutOff(error: unknown): boolean {
  return error instanceof AssistantError && cutOffs.includes(error.code);
}

/** Stores the events of an answer in flushes, one after the other, under its lease. */
function storeAsItGoes(
  { log, messages, logger, times }: WriterPorts,
  { live, expiresAt }: { live: LiveAnswer; expiresAt: Date },
) {
  const { conversationId, messageId } = live;
  let unstored: NumberedEvent[] = [];
  let written = nothingWritten;
  let saved = written;
  let model: string | null = null;
  let renewedAt = Date.now();
  let savedAt = Date.now();
  let flushing: Promise<void> | undefined;

  async function appendEvents(): Promise<boolean> {
    const events = unstored;
    if (events.length === 0) return false;
    unstored = [];
    try {
      await log.append({ messageId, expiresAt }, events);
      return true;
    } catch (error) {
      unstored = [...events, ...unstored];
      throw error;
    }
  }

  async function renewLease(): Promise<void> {
    const now = Date.now();
    const lease = await log.renew(messageId, new Date(now + times.leaseMs));
    renewedAt = now;
    if (lease === undefined) live.end('takeover');
    else if (lease.stopRequested) live.end('stop');
  }

  async function saveText(): Promise<void> {
    const progress = { ...written, state: 'writing' as const, model };
    savedAt = Date.now();
    // Gone with its conversation, or settled by another: either way not ours to write any more.
    if (!(await messages.saveProgress(conversationId, messageId, progress))) live.end('takeover');
    saved = written;
  }

  async function flush(): Promise<void> {
    try {
      const hasAppended = await appendEvents();
      if (hasAppended || Date.now() - renewedAt >= times.renewMs) await renewLease();
      if (written !== saved && Date.now() - savedAt >= times.saveMs) await saveText();
    } catch (error) {
      logger.warn({ err: error, messageId }, 'an answer could not be stored just now');
      // Whoever finds the lease lapsed takes the writer for dead: so it must be.
      if (Date.now() - renewedAt >= times.leaseMs) live.end('takeover');
    }
  }

  const timer = setInterval(() => {
    flushing ??= flush().finally(() => (flushing = undefined));
  }, times.flushMs);
  return {
    /** Says which model the text is of. */
    writtenBy(name: string): void {
      model = name;
    },
    add(event: NumberedEvent, now: typeof written): void {
      unstored.push(event);
      written = now;
    },
    async finish(last: NumberedEvent, state: EndState): Promise<void> {
      clearInterval(timer);
      await flushing;
      try {
        await messages.saveProgress(conversationId, messageId, { ...written, state, model });
        unstored.push(last);
        await appendEvents();
        await log.settle(messageId, state);
      } catch (error) {
        logger.error({ err: error, messageId }, 'the end of an answer could not be stored');
      }
    },
  };
}
