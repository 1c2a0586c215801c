import type { Candle, Indicators } from '@marketscope/contracts';
import { averageOfLast } from './average.ts';
import { drawdownFromHigh } from './drawdown.ts';
import { relativeStrengthIndex } from './relative-strength.ts';
import { returnOver } from './returns.ts';
import { sessionsOf, type Sessions } from './sessions.ts';
import { volatilityOf } from './volatility.ts';
import { volumeRatioOf } from './volume-ratio.ts';

/** Sessions of a year: what the 52-week high and the return over a year look back to. */
export const YEAR_SESSIONS = 252;

/**
 * What a symbol's candles show at the close of the last of them.
 * @param candles oldest first, without gaps, adjusted for splits; 253 fill every indicator
 * @returns null without candles
 */
export function indicatorsOf(candles: readonly Candle[]): Indicators | null {
  return indicatorsOfSessions(sessionsOf(candles));
}

/** The same of sessions in columns: a screen of thousands of symbols at the speed of reading them. */
export function indicatorsOfSessions({ dates, closes, highs, volumes }: Sessions): Indicators | null {
  const date = dates[dates.length - 1];
  const close = closes[closes.length - 1];
  if (date === undefined || close === undefined) return null;
  return {
    date,
    close,
    changePercent: returnOver(closes, 1),
    return5: returnOver(closes, 5),
    return21: returnOver(closes, 21),
    return252: returnOver(closes, YEAR_SESSIONS),
    drawdownPercent: drawdownFromHigh(closes, highs, YEAR_SESSIONS),
    average50: averageOfLast(closes, 50),
    average200: averageOfLast(closes, 200),
    volatility20: volatilityOf(closes, 20),
    volumeRatio: volumeRatioOf(volumes, 20),
    rsi14: relativeStrengthIndex(closes, 14),
  };
}
