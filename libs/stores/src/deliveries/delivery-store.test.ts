import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { deliveryStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDeliveryStore } from './delivery-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('deliveries in DynamoDB', () => {
  deliveryStoreContract(async (now) =>
    createDeliveryStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'deliveries'),
      now,
    }),
  );
});
