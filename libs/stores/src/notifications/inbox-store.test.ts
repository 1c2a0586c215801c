import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { inboxStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createInboxStore } from './inbox-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('inboxes in DynamoDB', () => {
  inboxStoreContract(async (now) =>
    createInboxStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'notifications'),
      now,
    }),
  );
});
