import { describe } from 'vitest';
import { rateLimitStoreContract } from '../contracts/rate-limit-store.ts';
import { createFakeRateLimitStore } from './rate-limit-store.ts';

describe('rate limits in memory', () => {
  rateLimitStoreContract(async () => createFakeRateLimitStore());
});
