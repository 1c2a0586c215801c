import { describe } from 'vitest';
import { quoteStoreContract } from '../contracts/quote-store.ts';
import { createFakeQuoteStore } from './quote-store.ts';

describe('quotes in memory', () => {
  quoteStoreContract(async (now) => createFakeQuoteStore(now));
});
