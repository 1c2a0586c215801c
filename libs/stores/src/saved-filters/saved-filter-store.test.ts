import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { savedFilterStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createSavedFilterStore } from './saved-filter-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('saved filters in DynamoDB', () => {
  savedFilterStoreContract(async () =>
    createSavedFilterStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'saved-filters'),
    }),
  );
});
