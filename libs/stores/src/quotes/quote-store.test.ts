import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { quoteCacheContract, quoteStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createQuoteStore } from './quote-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

const makeStore = async (now: () => Date) =>
  createQuoteStore({
    documents: cloud.clients.documents,
    table: await createEmptyTable(cloud, 'quotes'),
    now,
  });

describe('quotes in DynamoDB', () => quoteStoreContract(makeStore));
describe('the cache of quotes in DynamoDB', () => quoteCacheContract(makeStore));
