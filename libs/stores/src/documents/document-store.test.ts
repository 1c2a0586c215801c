import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { documentStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDocumentStore } from './document-store.ts';
import { createIndexingStore } from './indexing-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('documents in DynamoDB', () => {
  documentStoreContract(async (now) => {
    const where = { documents: cloud.clients.documents, table: await createEmptyTable(cloud, 'documents') };
    return { documents: createDocumentStore({ ...where, now }), indexing: createIndexingStore(where) };
  });
});
