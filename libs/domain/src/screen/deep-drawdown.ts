import type { ScreenRow } from '@marketscope/contracts';

/** Percent below the 52-week high from which on a symbol counts as deep below it. */
export const DEEP_DRAWDOWN_PERCENT = -20;

/** Whether a symbol is so far below its 52-week high that the screen names it when it gets there. */
export function isDeepBelowHigh({ drawdownPercent }: Pick<ScreenRow, 'drawdownPercent'>): boolean {
  return drawdownPercent !== null && drawdownPercent <= DEEP_DRAWDOWN_PERCENT;
}
