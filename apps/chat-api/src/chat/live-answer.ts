import { EventEmitter, on } from 'node:events';
import type { AnswerEvent } from '@marketscope/contracts';
import type { NumberedEvent } from '@marketscope/domain';

/** Why an answer that is being written ends before its end. */
export type EndedBy = 'stop' | 'shutdown' | 'takeover';

/** An answer that this process is writing, for readers in the same process. */
export interface LiveAnswer {
  readonly conversationId: string;
  readonly messageId: string;
  readonly userId: string;
  /** Ends when the answer is to end early; its reason is an `EndedBy`. */
  readonly signal: AbortSignal;
  /** Number of the latest event. */
  readonly latest: number;
  /** Numbers an event and shows it to the readers. */
  append(event: AnswerEvent): NumberedEvent;
  /** Tells the readers that nothing more comes. */
  close(): void;
  /** Has the answer end early. */
  end(by: EndedBy): void;
  /** The events after a number, those to come included, until there are no more or the signal ends. */
  follow(after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent>;
}

export function createLiveAnswer(ids: {
  conversationId: string;
  messageId: string;
  userId: string;
}): LiveAnswer {
  const events: NumberedEvent[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  const ending = new AbortController();
  let closed = false;
  return {
    ...ids,
    signal: ending.signal,
    get latest() {
      return events.length;
    },
    append(event) {
      const numbered = { ...event, seq: events.length + 1 };
      events.push(numbered);
      changes.emit('change');
      return numbered;
    },
    close() {
      closed = true;
      changes.emit('change');
    },
    end: (by) => ending.abort(by),
    async *follow(after, signal) {
      let next = Math.max(0, after);
      const later = on(changes, 'change', { signal });
      try {
        for (;;) {
          while (next < events.length && !signal.aborted) {
            const event = events[next];
            next += 1;
            if (event) yield event;
          }
          if (closed || signal.aborted) return;
          await later.next();
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        await later.return?.();
      }
    },
  };
}
