import { describe } from 'vitest';
import { userStoreContract } from '../contracts/user-store.ts';
import { createFakeUserStore } from './user-store.ts';

describe('accounts in memory', () => {
  userStoreContract(async () => createFakeUserStore());
});
