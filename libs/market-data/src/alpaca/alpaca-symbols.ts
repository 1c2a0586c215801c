/**
 * A ticker as Alpaca writes it, from the way it is written here (Yahoo's): a class of shares by a point in place of the hyphen
 * (`BRK-B` is `BRK.B`). Undefined for what Alpaca, which tells of shares traded in the United States, can't know: indices,
 * currencies, futures, other countries' listings. One such symbol would fail a whole question.
 */
export function alpacaSymbol(symbol: string): string | undefined {
  return /^[A-Z]{1,6}(-[A-Z])?$/.test(symbol) ? symbol.replace('-', '.') : undefined;
}

/** A ticker of Alpaca's as it is written here. */
export function symbolOfAlpaca(symbol: string): string {
  return symbol.replace('.', '-');
}
