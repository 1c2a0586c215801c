import type { AnswerEvent, MessageState } from '@marketscope/contracts';

/** An event of an answer's stream with its place in it, counted from 1. */
export type NumberedEvent = AnswerEvent & { seq: number };

/** Whose answer it is, whether it is being written, and until when its writer is believed to live. */
export interface AnswerHead {
  messageId: string;
  conversationId: string;
  userId: string;
  state: MessageState;
  leaseUntil: Date;
  stopRequested: boolean;
}

/** The answer that a request with an idempotency key led to. */
export interface ReservedAnswer {
  conversationId: string;
  messageId: string;
  /** Digest of the request, by which a key that is used for another one is found out. */
  requestDigest: string;
}

/**
 * What has been streamed of answers, so that a reader who lost its connection, or reads from another process, can
 * replay and follow. An answer is written by one process under a lease; when that lapses, the writer is taken for dead.
 */
export interface AnswerLog {
  /** Starts an answer's log; tells whether it is new. */
  start(answer: Omit<AnswerHead, 'state' | 'stopRequested'> & { expiresAt: Date }): Promise<boolean>;
  /** Adds events whose numbers follow those that are there; they end with the log that was started. */
  append(answer: { messageId: string; expiresAt: Date }, events: readonly NumberedEvent[]): Promise<void>;
  /** Renews the lease; tells whether a stop was asked for, or undefined when the answer is settled already. */
  renew(messageId: string, leaseUntil: Date): Promise<{ stopRequested: boolean } | undefined>;
  /** Asks the writer to stop; tells whether there is an answer that is being written. */
  requestStop(messageId: string): Promise<boolean>;
  /**
   * Ends the answer, if it is still being written; tells whether this call ended it.
   * @param options.lapsedAt ends it only if its lease ran out before this time
   */
  settle(
    messageId: string,
    state: Exclude<MessageState, 'writing'>,
    options?: { lapsedAt?: Date },
  ): Promise<boolean>;
  head(messageId: string): Promise<AnswerHead | undefined>;
  /** The events after the one numbered `after`, in order. */
  read(messageId: string, after: number): Promise<NumberedEvent[]>;
  /** Keeps the answer for an idempotency key of a person, unless the key has one: then that one is answered. */
  reserve(
    request: { userId: string; key: string; expiresAt: Date },
    answer: ReservedAnswer,
  ): Promise<ReservedAnswer>;
}
