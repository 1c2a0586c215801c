import type { RateLimitStore, RequestBudget } from '@marketscope/domain';
import { requestsPerMinute } from '../limiter/requests-per-minute.ts';
import { createSharedRequestBudget } from '../limiter/shared-request-budget.ts';
import type { AlpacaKeys } from './alpaca-fetch.ts';

/** Reads one of the keys, or undefined where it was not set. */
type ReadKey = () => Promise<string | undefined>;

/**
 * What a process asks Alpaca with: the keys, undefined unless both are set, and the calls that they allow, which it shares
 * with every other process that has them.
 * @param options.requestsPerMinute what Alpaca allows the keys' account in any 60 s
 */
export function createAlpacaAccess(options: {
  keys: { keyId: ReadKey; secretKey: ReadKey };
  rateLimits: RateLimitStore;
  requestsPerMinute: number;
}): { alpacaKeys: () => Promise<AlpacaKeys | undefined>; alpacaBudget: RequestBudget } {
  const { keys, rateLimits } = options;
  return {
    async alpacaKeys() {
      const [keyId, secretKey] = await Promise.all([keys.keyId(), keys.secretKey()]);
      return keyId === undefined || secretKey === undefined ? undefined : { keyId, secretKey };
    },
    alpacaBudget: createSharedRequestBudget({
      store: rateLimits,
      key: 'alpaca',
      rule: requestsPerMinute(options.requestsPerMinute),
    }),
  };
}
