import type { ChatMessage } from '@marketscope/contracts';

/** A message with the conversation that it belongs to and when it ends. */
export interface StoredMessage extends ChatMessage {
  conversationId: string;
  expiresAt: Date;
}

/** What of an answer changes while it is written. */
export type AnswerProgress = Pick<ChatMessage, 'text' | 'state' | 'citations' | 'toolCalls' | 'model'>;

/** The messages of conversations, one item each. An expired one is not there. */
export interface MessageStore {
  create(message: StoredMessage): Promise<void>;
  get(conversationId: string, messageId: string): Promise<StoredMessage | undefined>;
  /** The newest `limit` messages, oldest first. */
  newest(conversationId: string, limit: number): Promise<StoredMessage[]>;
  /**
   * Saves what was written of an answer, if it is still being written; tells whether it was. A settled answer keeps
   * its text, and a deleted one is never made again.
   */
  saveProgress(conversationId: string, messageId: string, progress: AnswerProgress): Promise<boolean>;
  /** Removes every message of a conversation. */
  deleteAll(conversationId: string): Promise<void>;
}
