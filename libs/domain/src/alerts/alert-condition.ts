import type { AlertCondition, AlertDirection } from '@marketscope/contracts';

/** Digits of a level: enough for any price, too few for the error of a multiplication to show. */
const LEVEL_DIGITS = 12;

/**
 * What the values seen of an alert's kind are compared with: its threshold; for `base-percent`, whose values are prices, the
 * price at that distance from the base price.
 */
export function levelOf({
  kind,
  threshold,
  basePrice,
}: Pick<AlertCondition, 'kind' | 'threshold'> & { basePrice: number | null }): number {
  if (kind !== 'base-percent' || basePrice === null) return threshold;
  return Number((basePrice * (1 + threshold / 100)).toPrecision(LEVEL_DIGITS));
}

/** Whether a value seen meets a level: at or above it, at or below it. */
export function meets(
  value: number,
  { direction, level }: { direction: AlertDirection; level: number },
): boolean {
  return direction === 'above' ? value >= level : value <= level;
}

/** Whether a value seen of an alert's kind makes it true. */
export function isMet(alert: AlertCondition & { basePrice: number | null }, value: number): boolean {
  return meets(value, { direction: alert.direction, level: levelOf(alert) });
}
