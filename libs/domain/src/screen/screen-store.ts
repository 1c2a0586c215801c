import type { Screen, ScreenRow } from '@marketscope/contracts';
import type { Market } from '../market/market-of-source.ts';

/** Screens by day: their rows, and which of them are complete. Those of the live and of a recorded market are apart. */
export interface ScreenStore {
  /** Stores a row unless a later state of it is there; tells whether it was stored. */
  put(row: ScreenRow): Promise<boolean>;
  /** All rows of a day, by symbol; those stored a moment ago too. */
  rows(date: string): Promise<ScreenRow[]>;
  /** A symbol's latest rows, or the latest before a day, newest first. */
  ofSymbol(symbol: string, options: { limit: number; before?: string }): Promise<ScreenRow[]>;

  /** Tells that a day's rows are complete, anew when they were before. */
  complete(market: Market, screen: Screen): Promise<void>;
  /** The complete screen of a day. */
  screen(market: Market, date: string): Promise<Screen | undefined>;
  /** The latest complete screen, or the latest before a day. */
  latest(market: Market, options?: { before?: string }): Promise<Screen | undefined>;
}
