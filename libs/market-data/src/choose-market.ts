import type { MarketDataKind } from './market-data.ts';
import { createYahooProvider } from './yahoo/yahoo-provider.ts';

/** How long `auto` waits for a live provider. */
const PROBE_MS = 3000;

/** The market that a run lives in, and why, in words for whoever started it. */
export interface MarketChoice {
  kind: MarketDataKind;
  reason: string;
}

/**
 * Decides once, for a whole run, what `MARKET_DATA` means: `auto` is the live market if its provider gives a price within
 * three seconds, else replay.
 */
export async function chooseMarket(
  setting: MarketDataKind | 'auto',
  { yahooBaseUrl, waitMs = PROBE_MS }: { yahooBaseUrl?: string | undefined; waitMs?: number } = {},
): Promise<MarketChoice> {
  if (setting !== 'auto') return { kind: setting, reason: `MARKET_DATA is ${setting}` };
  const failure = await probe({ yahooBaseUrl, waitMs });
  return failure === undefined
    ? { kind: 'yahoo', reason: 'Yahoo Finance answers' }
    : { kind: 'replay', reason: failure };
}

/** Asks Yahoo for one price, once; answers why there is none, or undefined. */
async function probe(options: {
  yahooBaseUrl: string | undefined;
  waitMs: number;
}): Promise<string | undefined> {
  const provider = createYahooProvider({ baseUrl: options.yahooBaseUrl, retries: 0 });
  const signal = AbortSignal.timeout(options.waitMs);
  const waited = new Promise<'waited'>((resolve) =>
    signal.addEventListener('abort', () => resolve('waited'), { once: true }),
  );
  const outcomes = await Promise.race([provider.quotes(['AAPL'], { signal }), waited]);
  if (outcomes === 'waited') return `Yahoo Finance gave no price within ${options.waitMs / 1000} s`;
  const outcome = outcomes.get('AAPL');
  return outcome?.ok ? undefined : (outcome?.failure.detail ?? 'Yahoo Finance gave no answer');
}
