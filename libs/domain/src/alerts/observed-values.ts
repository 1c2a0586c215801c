import type { AlertKind, Quote } from '@marketscope/contracts';

/** What a quote shows of each kind of alert: the value that the thresholds of that kind are compared with. */
export function observedValues(quote: Quote): { kind: AlertKind; value: number }[] {
  return [{ kind: 'price', value: quote.price }];
}
