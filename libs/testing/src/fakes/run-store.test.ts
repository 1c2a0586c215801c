import { describe } from 'vitest';
import { runStoreContract } from '../contracts/run-store.ts';
import { createFakeRunStore } from './run-store.ts';

describe('runs in memory', () => {
  runStoreContract(async () => createFakeRunStore());
});
