import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { alertStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createAlertStore } from './alert-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe.each([1, 8])('alerts in DynamoDB, %i to a key', (shards) => {
  alertStoreContract(async () =>
    createAlertStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'price-alerts'),
      shards,
    }),
  );
});
