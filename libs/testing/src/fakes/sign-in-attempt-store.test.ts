import { describe } from 'vitest';
import { signInAttemptStoreContract } from '../contracts/sign-in-attempt-store.ts';
import { createFakeSignInAttemptStore } from './sign-in-attempt-store.ts';

describe('failed sign-ins in memory', () => {
  signInAttemptStoreContract(async () => createFakeSignInAttemptStore());
});
