import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { runStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createRunStore } from './run-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('runs in DynamoDB', () => {
  runStoreContract(async () =>
    createRunStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'runs'),
    }),
  );
});
