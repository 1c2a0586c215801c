import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { restartStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createRestartStore } from './restart-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('restarts in DynamoDB', () => {
  restartStoreContract(async () =>
    createRestartStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'runs'),
    }),
  );
});
