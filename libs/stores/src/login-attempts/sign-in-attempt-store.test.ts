import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { signInAttemptStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createSignInAttemptStore } from './sign-in-attempt-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('failed sign-ins in DynamoDB', () => {
  signInAttemptStoreContract(async () =>
    createSignInAttemptStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'login-attempts'),
    }),
  );
});
