import type { Candle } from '@marketscope/contracts';
import type { SyntheticCompany } from './synthetic-companies.ts';

const SESSIONS_A_YEAR = 252;

/**
 * Generates a company's sessions on the days of an index: its share of the index's move, its own growth, and moves of its
 * own with fat tails (Student's t, 4 degrees of freedom), as returns of single shares have. The symbol seeds the random
 * numbers, so it is the same series everywhere and always.
 */
export function syntheticCandles(company: SyntheticCompany, index: readonly Candle[]): Candle[] {
  const random = seeded(company.symbol);
  const ownMove = company.volatility / Math.sqrt(SESSIONS_A_YEAR);
  let previous = company.price;
  let previousIndex: number | undefined;
  return index.map(({ date, close: indexClose }) => {
    const indexMove = previousIndex === undefined ? 0 : Math.log(indexClose / previousIndex);
    previousIndex = indexClose;
    const move = company.beta * indexMove + company.growth / SESSIONS_A_YEAR + ownMove * fatTailed(random);
    const close = cents(previous * Math.exp(move));
    const open = cents(previous * Math.exp(0.4 * move + 0.3 * ownMove * normal(random)));
    const high = cents(Math.max(open, close) * Math.exp(0.4 * ownMove * Math.abs(normal(random))));
    const low = cents(Math.min(open, close) * Math.exp(-0.4 * ownMove * Math.abs(normal(random))));
    previous = close;
    const excitement = Math.exp(0.3 * normal(random)) * (1 + 12 * Math.abs(move));
    return { date, open, high, low, close, adjClose: close, volume: Math.round(company.volume * excitement) };
  });
}

/** A number of Student's t distribution with 4 degrees of freedom, scaled to variance 1 and kept within ±8. */
function fatTailed(random: () => number): number {
  const chiSquared = -2 * Math.log(random() * random());
  const t = normal(random) / Math.sqrt(chiSquared / 4);
  return Math.max(-8, Math.min(8, t / Math.SQRT2));
}

/** Box and Muller's normal number. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** mulberry32, seeded by a text's FNV-1a hash: uniform numbers above 0 and below 1. */
function seeded(text: string): () => number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** A price in whole cents, and never nothing. */
function cents(price: number): number {
  return Math.max(0.01, Math.round(price * 100) / 100);
}
