import { describe } from 'vitest';
import { restartStoreContract } from '../contracts/restart-store.ts';
import { createFakeRestartStore } from './restart-store.ts';

describe('restarts in memory', () => {
  restartStoreContract(async () => createFakeRestartStore());
});
