import type { QuoteResponse, SymbolFailure } from '@marketscope/contracts';
import { isIndex, sourceWords } from '@marketscope/domain';
import { companyName, moment, movement, plain, priceOf } from './figures.ts';

/** Prices in words, and what is wrong with those that are stale, generated or missing. */
export function quotesText({
  quotes,
  failed,
}: {
  quotes: readonly QuoteResponse[];
  failed: readonly SymbolFailure[];
}): string {
  const lines = quotes.map((quote) => `${companyName(quote)} ${priceText(quote)}`);
  return [
    lines.length > 1 ? lines.map((line) => `- ${line}`).join('\n') : lines[0],
    sourcesText(quotes),
    ...failed.map(failureText),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** `is at $139.35, up $1.20 (+0.87%) on the day.` */
export function priceText(quote: QuoteResponse): string {
  const { symbol, change, changePercent, currency } = quote;
  const moved =
    change === null ? '' : `, ${movement({ symbol, currency, change, changePercent })} on the day`;
  const stale = quote.stale ? ' This is the last known price, and stale.' : '';
  return `${quote.stale ? 'was last' : 'is'} at ${quotedText(quote)}${moved}.${stale}`;
}

/** `$139.35 USD`, or `6,789.50 points`. */
export function quotedText(quote: QuoteResponse): string {
  return `${priceOf(quote, quote.price)}${isIndex(quote.symbol) ? '' : ` ${quote.currency}`}`;
}

/** Source and as-of time of prices, said once for those that share them. */
export function sourcesText(quotes: readonly QuoteResponse[]): string {
  const groups = new Map<string, QuoteResponse[]>();
  for (const quote of quotes) {
    const key = `${quote.source} ${quote.asOf}`;
    groups.set(key, [...(groups.get(key) ?? []), quote]);
  }
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      if (!first) return '';
      const whose = groups.size > 1 ? `${group.map(({ symbol }) => symbol).join(', ')}: ` : '';
      return `${whose}Source: ${sourceWords[first.source]}, as of ${moment(first.asOf)}.`;
    })
    .join('\n');
}

const reasons: Record<SymbolFailure['reason'], (symbol: string) => string> = {
  'unknown-symbol': (symbol) => `I know no price of ${symbol}: no provider knows that symbol.`,
  'provider-unavailable': (symbol) =>
    `I have no price of ${symbol}: no provider answers just now. Ask again in a moment.`,
  'rate-limited': (symbol) =>
    `I have no price of ${symbol}: the provider allows no more questions just now. Ask again in a minute.`,
  'invalid-data': implausible,
  'wrong-symbol': (symbol) => `I have no price of ${symbol}: the provider answered for another symbol.`,
  'implausible-price': implausible,
  'currency-changed': (symbol) =>
    `I have no price of ${symbol}: the provider answered in another currency than before.`,
  'out-of-order': (symbol) => `I have no price of ${symbol}: the provider’s is older than one already known.`,
  'split-suspected': (symbol) =>
    `I have no price of ${symbol}: it jumped as if its shares had been split, which is not confirmed yet.`,
};

function implausible(symbol: string): string {
  return `I have no price of ${symbol}: what the provider answered can’t be right.`;
}

/** Why there is no price. */
export function failureText({ symbol, reason }: SymbolFailure): string {
  return reasons[reason](plain(symbol));
}
