import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { watchlistStoreContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createWatchlistStore } from './watchlist-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('watchlists in DynamoDB', () => {
  watchlistStoreContract(async () =>
    createWatchlistStore({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'watchlists'),
    }),
  );
});
