import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { conversationStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createConversationStore } from './conversation-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('conversations in DynamoDB', () => {
  conversationStoreContract(async () =>
    createConversationStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'conversations'),
    }),
  );
});
