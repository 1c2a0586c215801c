import type { Conversation } from '@marketscope/contracts';

/** A conversation with whose it is and when it ends. */
export interface StoredConversation extends Conversation {
  userId: string;
  expiresAt: Date;
}

/** Everyone's conversations. One that has expired is not there, whether the table still holds it or not. */
export interface ConversationStore {
  create(conversation: StoredConversation): Promise<void>;
  get(userId: string, conversationId: string): Promise<StoredConversation | undefined>;
  /** Newest first, with an opaque cursor when there are more. */
  list(
    userId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ items: StoredConversation[]; next?: string }>;
  /**
   * Changes the title or the times; answers the conversation as it then is, or undefined when there is none: a
   * deleted one is never made again.
   */
  update(
    userId: string,
    conversationId: string,
    change: { title?: string; updatedAt?: string; expiresAt?: Date },
  ): Promise<StoredConversation | undefined>;
  /** Tells whether there was one. Its messages are another table's. */
  delete(userId: string, conversationId: string): Promise<boolean>;
}
