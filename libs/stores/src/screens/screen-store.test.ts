import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { sampleScreen } from '@marketscope/contracts/fixtures';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { screenStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScreenStore } from './screen-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('screens in DynamoDB', () => {
  screenStoreContract(async () =>
    createScreenStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'screens'),
    }),
  );
});

it('reads a screen that an earlier version stored, without the worst of it, whose source it did not tell', async () => {
  const { documents } = cloud.clients;
  const table = await createEmptyTable(cloud, 'screens');
  const { date, ...rest } = sampleScreen({ date: '2026-11-20' });
  const worst = { symbol: 'AAPL', name: null, drawdownPercent: -25 };
  await documents.send(
    new PutCommand({ TableName: table, Item: { ...rest, worst, date: '#screens#live', symbol: date } }),
  );
  const store = createScreenStore({ documents, table });
  expect(await store.latest('live')).toEqual(sampleScreen({ date, worst: null }));
});
