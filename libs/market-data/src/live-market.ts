import type { MarketDataProvider, QuoteStore, RequestBudget } from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import type { AlpacaKeys } from './alpaca/alpaca-fetch.ts';
import { ALPACA_BATCH_SIZE, createAlpacaProvider } from './alpaca/alpaca-provider.ts';
import type { AlpacaFeed } from './alpaca/alpaca-snapshots.ts';
import type { HealthWatch } from './calls/breaker.ts';
import { coalescing } from './health/coalescing.ts';
import { createFailOver } from './health/fail-over.ts';
import { validated } from './validation/against-last-known.ts';
import { createYahooProvider } from './yahoo/yahoo-provider.ts';

/** Where the live providers are, if not where they usually are, and what of Alpaca is subscribed to. */
export interface LiveServers {
  yahooBaseUrl?: string | undefined;
  alpacaBaseUrl?: string | undefined;
  alpacaTradingUrl?: string | undefined;
  alpacaFeed?: AlpacaFeed | undefined;
}

/** How the live market is asked. */
export interface LiveMarketOptions {
  /** The provider that is asked first; the other one is asked for what it has no price of. */
  first: 'yahoo' | 'alpaca';
  servers?: LiveServers | undefined;
  /** Last known prices, against which answers are checked. */
  quotes: Pick<QuoteStore, 'getMany'>;
  /** Alpaca's keys; without them Yahoo alone is asked. Looked up when Alpaca is first needed. */
  alpacaKeys?: (() => Promise<AlpacaKeys | undefined>) | undefined;
  /** Questions that Alpaca may be asked. */
  alpacaBudget?: RequestBudget | undefined;
  /** How often a question is put again to one provider; 3 unless given, fewer where a person waits. */
  retries?: number | undefined;
  /** Longest wait for the first provider before the second is asked, in milliseconds; none without it. */
  patienceMs?: number | undefined;
  /** Hears when a provider is left alone, and when it answers again. */
  logger?: Pick<Logger, 'info' | 'warn'> | undefined;
}

/**
 * The live market: Yahoo and Alpaca, each asked with care and its answers validated, one standing in for the other, and equal
 * questions at the same time asked once.
 */
export function createLiveMarket(options: LiveMarketOptions): MarketDataProvider {
  const { first, servers = {}, quotes, alpacaKeys, alpacaBudget, retries, patienceMs, logger } = options;
  const yahoo = validated(
    createYahooProvider({
      baseUrl: servers.yahooBaseUrl,
      retries,
      watch: healthLog('Yahoo Finance', logger),
    }),
    { quotes },
  );
  let alpaca: { keys: AlpacaKeys; provider: MarketDataProvider } | undefined;

  /** Alpaca with the keys of now: where they change, the provider does. */
  async function findAlpaca(): Promise<MarketDataProvider | undefined> {
    const keys = await alpacaKeys?.().catch((error: unknown) => {
      logger?.warn({ err: error }, 'Alpaca’s keys could not be read; it is not asked');
      return undefined;
    });
    if (!keys) return undefined;
    if (alpaca?.keys.keyId !== keys.keyId || alpaca.keys.secretKey !== keys.secretKey)
      alpaca = {
        keys,
        provider: validated(
          createAlpacaProvider({
            keys,
            feed: servers.alpacaFeed,
            baseUrl: servers.alpacaBaseUrl,
            tradingUrl: servers.alpacaTradingUrl,
            budget: alpacaBudget,
            retries,
            watch: healthLog('Alpaca', logger),
          }),
          { quotes },
        ),
      };
    return alpaca.provider;
  }

  let warned = false;
  return coalescing(
    createFailOver({
      market: 'live',
      // Where Alpaca's keys are missing, Yahoo is asked several times for a batch.
      batchSize: first === 'alpaca' ? ALPACA_BATCH_SIZE : yahoo.batchSize,
      patienceMs,
      providers: async () => {
        const found = await findAlpaca();
        if (!found && first === 'alpaca' && !warned) {
          warned = true;
          logger?.warn(
            'MARKET_DATA is alpaca, but its keys are not set: Yahoo Finance is asked in its place',
          );
        }
        if (!found) return [yahoo];
        return first === 'alpaca' ? [found, yahoo] : [yahoo, found];
      },
    }),
  );
}

function healthLog(provider: string, logger: LiveMarketOptions['logger']): HealthWatch {
  return {
    onUnwell: (reason) =>
      logger?.warn({ provider, reason }, 'a provider of prices is left alone for a while'),
    onWell: () => logger?.info({ provider }, 'a provider of prices answers again'),
  };
}
