import type { Candle } from '@marketscope/contracts';

/** A span of sessions in five figures. */
export interface HistorySummary {
  from: Candle;
  to: Candle;
  lowest: Candle;
  highest: Candle;
  /** From the first close to the last, in percent. */
  changePercent: number;
}

/** Sums up closing prices, oldest first; undefined for less than two sessions. */
export function summarize(candles: readonly Candle[]): HistorySummary | undefined {
  const [from] = candles;
  const to = candles.at(-1);
  if (from === undefined || to === undefined || candles.length < 2) return undefined;
  const by = (better: (candle: Candle, best: Candle) => boolean) =>
    candles.reduce((best, candle) => (better(candle, best) ? candle : best));
  return {
    from,
    to,
    lowest: by((candle, best) => candle.close < best.close),
    highest: by((candle, best) => candle.close > best.close),
    changePercent: (to.close / from.close - 1) * 100,
  };
}
