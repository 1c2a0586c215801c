import { describe } from 'vitest';
import { sessionStoreContract } from '../contracts/session-store.ts';
import { createFakeSessionStore } from './session-store.ts';

describe('sessions in memory', () => {
  sessionStoreContract(async () => createFakeSessionStore());
});
