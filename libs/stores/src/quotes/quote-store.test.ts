import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { quoteStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createQuoteStore } from './quote-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('quotes in DynamoDB', () => {
  quoteStoreContract(async (now) =>
    createQuoteStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'quotes'),
      now,
    }),
  );
});
