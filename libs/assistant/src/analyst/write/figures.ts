import type { PriceSource, QuoteResponse } from '@marketscope/contracts';

/** Money as people write it, e.g. `$1,234.50`; fractions of a cent below one. */
export function money(value: number, currency: string | null): string {
  const digits = Math.abs(value) < 1 && value !== 0 ? 4 : 2;
  const options = { minimumFractionDigits: 2, maximumFractionDigits: digits };
  return currency === null
    ? value.toLocaleString('en-US', options)
    : value.toLocaleString('en-US', { ...options, style: 'currency', currency });
}

/** A percentage with its sign, e.g. `+1.25%`. */
export function percent(value: number): string {
  return `${value.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })}%`;
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

const sources: Record<PriceSource, string> = {
  yahoo: 'Yahoo Finance',
  alpaca: 'Alpaca',
  replay: 'a recording of real prices',
  synthetic: 'generated prices, not a market’s',
};

/** Where prices come from, in words. */
export function sourceName(source: PriceSource): string {
  return sources[source];
}

/** What moved, in words: `up $1.20 (+0.87%)`. */
export function movement(change: number, changePercent: number | null, currency: string): string {
  const size = money(Math.abs(change), currency);
  const share = changePercent === null ? '' : ` (${percent(changePercent)})`;
  if (change === 0) return 'unchanged';
  return `${change > 0 ? 'up' : 'down'} ${size}${share}`;
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
