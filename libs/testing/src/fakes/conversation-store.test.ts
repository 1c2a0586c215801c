import { describe } from 'vitest';
import { conversationStoreContract } from '../contracts/conversation-store.ts';
import { createFakeConversationStore } from './conversation-store.ts';

describe('conversations in memory', () => {
  conversationStoreContract(async () => createFakeConversationStore());
});
