import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { candleStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createCandleStore } from './candle-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('candles in DynamoDB', () => {
  candleStoreContract(async () =>
    createCandleStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'candles'),
    }),
  );
});
