import type { MarketDataProvider } from '@marketscope/domain';
import type { AlpacaKeys } from './alpaca/alpaca-fetch.ts';
import { createAlpacaProvider } from './alpaca/alpaca-provider.ts';
import type { MarketDataKind } from './market-data.ts';
import { createYahooProvider } from './yahoo/yahoo-provider.ts';

/** How long a live provider is waited for at the start. */
const PROBE_MS = 3000;

/** The market that a run lives in, and why, in words for whoever started it. */
export interface MarketChoice {
  kind: MarketDataKind;
  reason: string;
  /** What whoever started the run should know of a market that was asked for by name and doesn't answer. */
  warning?: string;
}

export interface MarketProbe {
  yahooBaseUrl?: string | undefined;
  alpacaBaseUrl?: string | undefined;
  /** Without them Alpaca is no choice. */
  alpacaKeys?: AlpacaKeys | undefined;
  waitMs?: number;
}

/**
 * Decides once, for a whole run, what `MARKET_DATA` means: `auto` is the live market if a provider of it gives a price within
 * three seconds, Yahoo before Alpaca, else replay. What is named is taken, and warned of where it gives no price.
 */
export async function chooseMarket(
  setting: MarketDataKind | 'auto',
  { yahooBaseUrl, alpacaBaseUrl, alpacaKeys, waitMs = PROBE_MS }: MarketProbe = {},
): Promise<MarketChoice> {
  const named = `MARKET_DATA is ${setting}`;
  if (setting === 'replay') return { kind: setting, reason: named };

  const [yahoo, alpaca] = await Promise.all([
    probe(createYahooProvider({ baseUrl: yahooBaseUrl, retries: 0 }), waitMs),
    alpacaKeys
      ? probe(createAlpacaProvider({ keys: alpacaKeys, baseUrl: alpacaBaseUrl, retries: 0 }), waitMs)
      : 'Alpaca has no keys: set ALPACA_KEY_ID and ALPACA_SECRET_KEY',
  ]);
  if (setting === 'auto') {
    if (yahoo === undefined) return { kind: 'yahoo', reason: 'Yahoo Finance answers' };
    if (alpaca === undefined) return { kind: 'alpaca', reason: `Alpaca answers (${yahoo})` };
    return { kind: 'replay', reason: alpacaKeys ? `${yahoo}; ${alpaca}` : yahoo };
  }
  const [first, second] = setting === 'yahoo' ? [yahoo, alpaca] : [alpaca, yahoo];
  if (first === undefined) return { kind: setting, reason: named };
  return {
    kind: setting,
    reason: named,
    warning:
      second === undefined
        ? `${first}. ${setting === 'yahoo' ? 'Alpaca' : 'Yahoo Finance'} answers in its place.`
        : `${first}. Prices are the last known ones until a provider answers; MARKET_DATA=replay needs no network.`,
  };
}

/** Asks a provider for one price, once; answers why there is none, or undefined. */
async function probe(provider: MarketDataProvider, waitMs: number): Promise<string | undefined> {
  const signal = AbortSignal.timeout(waitMs);
  const waited = new Promise<'waited'>((resolve) =>
    signal.addEventListener('abort', () => resolve('waited'), { once: true }),
  );
  const outcomes = await Promise.race([provider.quotes(['AAPL'], { signal }), waited]);
  if (outcomes === 'waited') return `${provider.name} gave no price within ${waitMs / 1000} s`;
  const outcome = outcomes.get('AAPL');
  return outcome?.ok ? undefined : (outcome?.failure.detail ?? `${provider.name} gave no answer`);
}
