import { describe } from 'vitest';
import { savedFilterStoreContract } from '../contracts/saved-filter-store.ts';
import { createFakeSavedFilterStore } from './saved-filter-store.ts';

describe('saved filters in memory', () => {
  savedFilterStoreContract(async () => createFakeSavedFilterStore());
});
