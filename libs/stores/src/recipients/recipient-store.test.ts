import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { recipientStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createRecipientStore } from './recipient-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('recipients in DynamoDB', () => {
  recipientStoreContract(async () =>
    createRecipientStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'recipients'),
    }),
  );
});
