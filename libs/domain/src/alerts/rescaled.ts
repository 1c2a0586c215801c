import { newYorkTime } from '../market/new-york-time.ts';
import type { Split } from '../market/market-data-provider.ts';
import type { StoredAlert } from './stored-alert.ts';

/** Digits of a rescaled price: enough for any, too few for the error of a division to show. */
const PRICE_DIGITS = 12;

/**
 * The alert in prices of the new shares; the same object when its money is in those already, or it holds none. Done again
 * for the same split it changes nothing.
 */
export function rescaled(alert: StoredAlert, { date, ratio }: Split): StoredAlert {
  if (alert.pricesOf >= date || !holdsMoney(alert)) return alert;
  const perNewShare = (price: number): number => Number((price / ratio).toPrecision(PRICE_DIGITS));
  return {
    ...alert,
    threshold: alert.kind === 'price' ? perNewShare(alert.threshold) : alert.threshold,
    basePrice: alert.basePrice === null ? null : perNewShare(alert.basePrice),
    pricesOf: date,
  };
}

/** Whether a split of the shares concerns an alert. */
export function holdsMoney({ kind }: Pick<StoredAlert, 'kind'>): boolean {
  return kind === 'price' || kind === 'base-percent';
}

/** The session in whose prices something is that is set now, in view of a price of this time. */
export function sessionOf(asOf: Date): string {
  return newYorkTime(asOf).date;
}
