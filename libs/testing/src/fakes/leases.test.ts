import { describe } from 'vitest';
import { leasesContract } from '../contracts/leases.ts';
import { createFakeLeases } from './leases.ts';

describe('leases in memory', () => {
  leasesContract(async () => {
    const leases = createFakeLeases();
    return [leases, leases];
  });
});
