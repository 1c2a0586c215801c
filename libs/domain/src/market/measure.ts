import type { Quote } from '@marketscope/contracts';

/** A ten-thousandth: finer than anyone compares, coarser than what division makes of it, by which 20 % is 19.999999999999996. */
const PER_UNIT = 10_000;

/** Digits of a difference of two prices: as many as any has, too few for the error of the subtraction to show. */
const MONEY_DIGITS = 10;

/** A percentage, a ratio or an index value to four decimals, so that one that is at a threshold is equal to it. */
export function measured(value: number): number {
  // 0 in place of −0.
  return Math.round(value * PER_UNIT) / PER_UNIT + 0;
}

/** How far a value is above another, in percent of the other, to four decimals; negative below it. */
export function percentChange(from: number, to: number): number {
  return measured((to / from - 1) * 100);
}

/** How a price moved since the close before it, in money and in percent; null where that close is not known. */
export function moveSince(
  previousClose: number | null,
  price: number,
): Pick<Quote, 'previousClose' | 'change' | 'changePercent'> {
  if (previousClose === null) return { previousClose, change: null, changePercent: null };
  return {
    previousClose,
    change: Number((price - previousClose).toPrecision(MONEY_DIGITS)),
    changePercent: percentChange(previousClose, price),
  };
}
