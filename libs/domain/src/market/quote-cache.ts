import type { Market } from './market-of-source.ts';
import type { StoredQuote } from './price-stores.ts';

/** What is known of a symbol: its last price, and how far asking for the next one has got. */
export interface QuoteEntry {
  quote: StoredQuote | undefined;
  /** Until when somebody has claimed to ask a provider; in the past when nobody is asking. */
  askedUntil: Date | undefined;
  /** Until when providers of a market need not be asked, having said that there is no such symbol. */
  unknown: { market: Market; until: Date } | undefined;
}

/** Last known prices that many processes keep fresh together, so that one of them asks a provider. Times are the wall clock's. */
export interface QuoteCache {
  /** The entries of those symbols of which something is known, as they are at this moment. */
  entries(symbols: readonly string[]): Promise<Map<string, QuoteEntry>>;
  /**
   * Claims asking a market's providers for a symbol; tells whether it may be done. It may not while somebody else's claim
   * holds, nor when the entry's price is another than what was seen, nor when the symbol was found to be unknown. A price
   * that is stored ends the claim.
   */
  claim(
    symbol: string,
    claim: { seen: StoredQuote | undefined; market: Market; now: Date; until: Date },
  ): Promise<boolean>;
  /** Ends a claim, made until that time, which brought no price. */
  release(symbol: string, until: Date): Promise<void>;
  /**
   * Notes that a market's providers know no such symbol, and ends the claim, unless there is another price than what was
   * seen; a price that is stored ends the note.
   */
  putUnknown(
    symbol: string,
    note: { seen: StoredQuote | undefined; market: Market; until: Date },
  ): Promise<void>;
}
