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

  it('has a lease at once though the answer that gave it was lost', async () => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'rate-limits');
    let tries = 0;
    documents.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        tries += 1;
        if (tries === 1) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        return answer;
      },
      { name: 'loseAnswer', step: 'deserialize', priority: 'low' },
    );
    try {
      const leases = createLeaseStore({ documents, table, leaseMs: 60_000 });
      expect(await leases.holding('alert of ada', async () => tries)).toBe(2);
    } finally {
      documents.middlewareStack.remove('loseAnswer');
    }
  });

  it('answers what was done though the lease could not be given back', async () => {
    const { documents } = cloud.clients;
    const table = await createEmptyTable(cloud, 'rate-limits');
    documents.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'DeleteItemCommand') throw new RangeError('no way back');
          return next(args);
        },
      { name: 'keepAll', step: 'initialize' },
    );
    try {
      const leases = createLeaseStore({ documents, table });
      expect(await leases.holding('alert of ada', async () => 'made')).toBe('made');
      const refused = leases.holding('alert of bob', () => Promise.reject(new TypeError('refused')));
      await expect(refused).rejects.toThrow(TypeError);
    } finally {
      documents.middlewareStack.remove('keepAll');
    }
  });
});
