import { describe } from 'vitest';
import { messageStoreContract } from '../contracts/message-store.ts';
import { createFakeMessageStore } from './message-store.ts';

describe('messages in memory', () => {
  messageStoreContract(async () => createFakeMessageStore());
});
