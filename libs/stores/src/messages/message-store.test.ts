import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { messageStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createMessageStore } from './message-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('messages in DynamoDB', () => {
  messageStoreContract(async () =>
    createMessageStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'messages'),
    }),
  );
});
