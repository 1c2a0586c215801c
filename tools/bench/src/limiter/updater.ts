import type { MarketDataProvider } from '@marketscope/domain';
import { createAlpacaProvider, createSharedRequestBudget } from '@marketscope/market-data';
import { createDocumentClient } from '@marketscope/runtime';
import { createRateLimitStore } from '@marketscope/stores';
import { z } from 'zod';

/** What an updater is told when it is started. */
const updaterSettings = z.object({
  alpacaUrl: z.string(),
  table: z.string(),
  rule: z.object({
    limit: z.number(),
    windowMs: z.number(),
    usableMs: z.number(),
    allowanceMs: z.number(),
  }),
  /** Questions that it always has open. */
  questions: z.number(),
});

/** One of several processes that ask Alpaca as fast as the limit that they share lets them. */
function createUpdater({ alpacaUrl, table, rule }: z.infer<typeof updaterSettings>): MarketDataProvider {
  const store = createRateLimitStore({ documents: createDocumentClient(), table });
  return createAlpacaProvider({
    keys: { keyId: 'key', secretKey: 'secret' },
    baseUrl: alpacaUrl,
    budget: createSharedRequestBudget({ store, key: 'alpaca', rule }),
  });
}

/** Puts one question after the other. */
async function askForever(provider: MarketDataProvider): Promise<never> {
  for (;;) {
    const outcome = (await provider.quotes(['AAPL'])).get('AAPL');
    if (!outcome?.ok) throw new Error(`no price: ${outcome?.failure.detail}`);
  }
}

/** It tells its parent when it is ready, begins when it is told to, and ends with its parent. */
const settings = updaterSettings.parse(JSON.parse(process.argv[2] ?? '{}'));
const provider = createUpdater(settings);
process.once('disconnect', () => process.exit());
process.once('message', () => {
  for (let question = 0; question < settings.questions; question += 1) void askForever(provider);
});
process.send?.('ready');
