import { describe } from 'vitest';
import { recipientStoreContract } from '../contracts/recipient-store.ts';
import { createFakeRecipientStore } from './recipient-store.ts';

describe('recipients in memory', () => {
  recipientStoreContract(async () => createFakeRecipientStore());
});
