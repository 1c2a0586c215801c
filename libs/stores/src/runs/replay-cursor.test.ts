import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { replayCursorContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createReplayCursor } from './replay-cursor.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('the replay cursor in DynamoDB', () => {
  replayCursorContract(async () =>
    createReplayCursor({
      documents: cloud.clients.documents,
      table: await createEmptyTable(cloud, 'runs'),
    }),
  );
});
