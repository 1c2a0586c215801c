import { describe } from 'vitest';
import { deliveryStoreContract } from '../contracts/delivery-store.ts';
import { createFakeDeliveryStore } from './delivery-store.ts';

describe('deliveries in memory', () => {
  deliveryStoreContract(async (now) => createFakeDeliveryStore(now));
});
