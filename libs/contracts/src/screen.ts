import { z } from 'zod';
import { currency, instant, priceSource, sessionDate, symbol } from './market.ts';

/**
 * What a symbol's sessions show at one of their closes. Percent values are numbers in percent (`-12.5`), prices are in the
 * symbol's currency, adjusted for splits. What the history is too short for, or its source doesn't give, is `null`.
 */
export const indicators = z.object({
  /** The session whose close it is. */
  date: sessionDate,
  close: z.number().positive(),
  /** Since the previous session's close. */
  changePercent: z.number().nullable(),
  /** Over 5, 21 and 252 sessions: about a week, a month and a year. */
  return5: z.number().nullable(),
  return21: z.number().nullable(),
  return252: z.number().nullable(),
  /** How far the close is below the highest price of the last 252 sessions: 0 or less. */
  drawdownPercent: z.number().max(0).nullable(),
  /** Simple moving averages of the closes. */
  average50: z.number().positive().nullable(),
  average200: z.number().positive().nullable(),
  /** Annualised standard deviation of 20 daily log returns. */
  volatility20: z.number().nonnegative().nullable(),
  /** Volume as a multiple of the mean of the 20 sessions before. */
  volumeRatio: z.number().nonnegative().nullable(),
  /** Wilder's relative strength index over 14 sessions, 0 to 100. */
  rsi14: z.number().min(0).max(100).nullable(),
});
export type Indicators = z.infer<typeof indicators>;

/** One symbol in the screen of a day. */
export const screenRow = indicators.extend({
  symbol,
  name: z.string().nullable(),
  currency,
  source: priceSource,
  /** When the price was true, on the exchange. */
  asOf: instant,
  volume: z.number().nonnegative().nullable(),
});
export type ScreenRow = z.infer<typeof screenRow>;

/** The screen of a day, without its rows. */
export const screen = z.object({
  date: sessionDate,
  /** When it was last completed, by the wall clock. */
  completedAt: instant,
  /** How many symbols have a row. */
  symbols: z.number().int().nonnegative(),
  /** The date of the screen before, which its new entrants were found against. */
  previousDate: sessionDate.nullable(),
  /** The symbol that is farthest below its 52-week high. */
  worst: z
    .object({
      symbol,
      name: z.string().nullable(),
      drawdownPercent: z.number().max(0),
      source: priceSource,
    })
    .nullable(),
  /** Symbols deep below their 52-week high that were not in the screen before, in alphabetical order. */
  newEntrants: z.array(symbol),
});
export type Screen = z.infer<typeof screen>;

/** Characters of a filter at the most. */
export const MAX_FILTER_LENGTH = 500;

/** A filter as people write it, e.g. `drawdown < -20% and volume ratio > 2`. Whether it can be read is said where it is. */
export const filterText = z.string().trim().min(1).max(MAX_FILTER_LENGTH);

/** A filter that a person keeps: they are told when a symbol matches it that did not match before. */
export const savedFilter = z.object({
  id: z.string(),
  name: z.string(),
  filter: filterText,
  /** What it says, in plain words. */
  description: z.string(),
  createdAt: instant,
});
export type SavedFilter = z.infer<typeof savedFilter>;
