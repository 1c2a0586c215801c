import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { screenStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createScreenStore } from './screen-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('screens in DynamoDB', () => {
  screenStoreContract(async () =>
    createScreenStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'screens'),
    }),
  );
});
