import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { sessionStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createSessionStore } from './session-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('sessions in DynamoDB', () => {
  sessionStoreContract(async () =>
    createSessionStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'sessions'),
    }),
  );
});
