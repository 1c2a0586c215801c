import { describe } from 'vitest';
import { universeStoreContract } from '../contracts/universe-store.ts';
import { createFakeUniverseStore } from './universe-store.ts';

describe('the universe in memory', () => {
  universeStoreContract(async (symbols) => createFakeUniverseStore(symbols));
});
