import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { rateLimitStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createRateLimitStore } from './rate-limit-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('rate limits in DynamoDB', () => {
  rateLimitStoreContract(async () =>
    createRateLimitStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'rate-limits'),
    }),
  );
});
