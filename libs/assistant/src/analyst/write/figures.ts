import type { QuoteResponse } from '@marketscope/contracts';
import { isIndex, priceWords } from '@marketscope/domain';

/** Whose money it is: an index has points in its place. */
type Priced = Pick<QuoteResponse, 'symbol'> & { currency: string | null };

/** A price as a sentence names it, e.g. `$1,234.50` or `6,789.50 points`. */
export function priceOf({ symbol, currency }: Priced, price: number): string {
  return `${priceWords(symbol, price, currency)}${isIndex(symbol) ? ' points' : ''}`;
}

/** A percentage with its sign, e.g. `+1.25%`. */
export function percent(value: number): string {
  return `${value.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })}%`;
}

/** A number with at most two decimals, e.g. `1.5`. */
export function plainNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** `20 Nov 2026` */
export function day(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** `20 Nov 2026, 21:00 UTC` */
export function moment(instant: string): string {
  const time = new Date(instant).toLocaleTimeString('en-GB', {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${day(instant.slice(0, 10))}, ${time} UTC`;
}

/** What moved, in words: `up $1.20 (+0.87%)`. */
export function movement({
  change,
  changePercent,
  ...whose
}: Priced & { change: number; changePercent: number | null }): string {
  if (change === 0) return 'unchanged';
  const share = changePercent === null ? '' : ` (${percent(changePercent)})`;
  return `${change > 0 ? 'up' : 'down'} ${priceOf(whose, Math.abs(change))}${share}`;
}

/** `Apple Inc. (AAPL)` */
export function companyName({ symbol, name }: Pick<QuoteResponse, 'symbol' | 'name'>): string {
  return name === null ? symbol : `${plain(name)} (${symbol})`;
}

/** A text from outside without what Markdown would make into something else. */
export function plain(text: string): string {
  return text
    .replaceAll(/[[\]<>|*_`\\#]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
