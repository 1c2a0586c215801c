import { describe } from 'vitest';
import { quoteCacheContract } from '../contracts/quote-cache.ts';
import { quoteStoreContract } from '../contracts/quote-store.ts';
import { createFakeQuoteStore } from './quote-store.ts';

const makeStore = async (now: () => Date) => createFakeQuoteStore(now);

describe('quotes in memory', () => quoteStoreContract(makeStore));
describe('the cache of quotes in memory', () => quoteCacheContract(makeStore));
