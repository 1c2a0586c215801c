import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { universeStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createUniverseStore } from './universe-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('the universe in DynamoDB', () => {
  universeStoreContract(async (symbols) => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'universe');
    for (const symbol of symbols)
      await documents.send(new PutCommand({ TableName: table, Item: { symbol } }));
    return createUniverseStore({ documents, table });
  });
});
