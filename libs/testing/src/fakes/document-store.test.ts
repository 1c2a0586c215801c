import { describe } from 'vitest';
import { documentStoreContract } from '../contracts/document-store.ts';
import { createFakeDocumentStore } from './document-store.ts';

describe('documents in memory', () => {
  documentStoreContract(async (now) => createFakeDocumentStore(now));
});
