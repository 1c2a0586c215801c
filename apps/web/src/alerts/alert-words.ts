import type { Alert, AlertKind } from '@marketscope/contracts';
import { priceWords, startsAnew, wholeUnits } from '@marketscope/domain';
import { localMoment } from '../market/market-time.ts';
import { short, signedPercent } from '../market/figures.ts';

/** A value of an alert's kind, e.g. `$139.35`, `−5.20%` or `2.4×`. */
export function valueWords(
  { symbol, kind, currency }: { symbol: string; kind: AlertKind; currency: string | null },
  value: number,
): string {
  switch (kind) {
    case 'price':
      return priceWords(symbol, value, currency);
    case 'volume-ratio':
      return `${short(value)}×`;
    case 'change-percent':
    case 'base-percent':
    case 'drawdown':
    case 'average-cross':
      return signedPercent(value);
  }
}

/** What an alert is doing, and why. `met` tells whether it is true now, as far as the page knows. */
export function stateWords(alert: Alert, met: boolean | undefined): string {
  const { state, restsUntil, lastTriggeredAt } = alert;
  const arms = `arms ${startsAnew(alert) ? 'with the next session, or ' : ''}once it is seen not to be so`;
  const fired = lastTriggeredAt === null ? '' : `fired ${localMoment(lastTriggeredAt)}; `;
  switch (state) {
    case 'armed':
      return lastTriggeredAt === null
        ? `set ${localMoment(alert.createdAt)}`
        : `last fired ${localMoment(lastTriggeredAt)}`;
    case 'waiting':
      if (restsUntil !== null) return `${fired}rests until ${localMoment(restsUntil)}, then ${arms}`;
      if (met === true) return `so already: it ${arms}`;
      if (met === false) return 'not so any more: it arms with the next update that sees it';
      return 'so already, or not known yet: it arms once it is seen not to be so';
    case 'triggered':
      return lastTriggeredAt === null ? 'done' : `${localMoment(lastTriggeredAt)}; it is done`;
    case 'snoozed':
      return alert.snoozedUntil === null ? 'fires nothing' : `until ${localMoment(alert.snoozedUntil)}`;
    case 'expired':
      return alert.expiresAt === null ? 'its time is over' : localMoment(alert.expiresAt);
  }
}

/** Rests that the form offers, in minutes. */
export const cooldowns = [60, 720, 1440, 3 * 1440, 7 * 1440, 30 * 1440] as const;

/** A span in its largest whole unit, e.g. `a day`, `3 days`, `90 minutes`. */
export function spanWords(minutes: number): string {
  const { count, unit } = wholeUnits(minutes);
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`;
}
