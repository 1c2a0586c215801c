import { describe } from 'vitest';
import { inboxStoreContract } from '../contracts/inbox-store.ts';
import { createFakeInboxStore } from './inbox-store.ts';

describe('inboxes in memory', () => {
  inboxStoreContract(async (now) => createFakeInboxStore(now));
});
