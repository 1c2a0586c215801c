import type { PriceSource } from '@marketscope/contracts';

/** Whether a symbol is an index, as Yahoo writes them (`^GSPC`): its level is a number of points, and no money. */
export function isIndex(symbol: string): boolean {
  return symbol.startsWith('^');
}

/**
 * A price with its currency, e.g. `$1,139.35`; an index is a number of points and has none. Below 1, as many as four
 * decimals are kept.
 * @param currency null where none is known: then the number alone
 */
export function priceWords(symbol: string, price: number, currency: string | null): string {
  return price.toLocaleString('en-US', {
    ...(isIndex(symbol) || currency === null ? { style: 'decimal' } : { style: 'currency', currency }),
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.abs(price) < 1 && price !== 0 ? 4 : 2,
  });
}

/** Who gave a price, so that nobody takes a recorded or generated one for the market's of today. */
export const sourceWords: Readonly<Record<PriceSource, string>> = {
  yahoo: 'Yahoo Finance',
  alpaca: 'Alpaca',
  replay: 'a recording of real prices',
  synthetic: 'generated prices, not a market’s',
};
