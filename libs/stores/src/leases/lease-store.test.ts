import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { leasesContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLeaseStore } from './lease-store.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('leases in DynamoDB', () => {
  leasesContract(async () => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'rate-limits');
    return [createLeaseStore({ documents, table }), createLeaseStore({ documents, table })];
  });

  it('takes over what a process left behind that died', async () => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'rate-limits');
    const dying = createLeaseStore({ documents, table, leaseMs: 200 });
    await new Promise<void>((begun) => {
      void dying.holding('alert of ada', () => {
        begun();
        return new Promise(() => {});
      });
    });
    const next = createLeaseStore({ documents, table });
    expect(await next.holding('alert of ada', async () => 'done')).toBe('done');
  });
});
