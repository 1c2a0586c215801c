import type { Indicators, Quote, ScreenRow } from '@marketscope/contracts';

/**
 * A symbol's row in the screen of a session. Null when its sessions end earlier, as when a share did not trade: an older close
 * is not that day's.
 */
export function screenRow(quote: Quote, indicators: Indicators, sessionDate: string): ScreenRow | null {
  if (indicators.date !== sessionDate) return null;
  const { symbol, name, currency, source, asOf, volume } = quote;
  return { ...indicators, symbol, name, currency, source, asOf, volume };
}
