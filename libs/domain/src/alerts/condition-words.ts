import type { Alert } from '@marketscope/contracts';
import { priceWords } from '../market/price-words.ts';

/** What an alert waits for, as far as words need it. */
export type WordedCondition = Pick<
  Alert,
  'symbol' | 'kind' | 'direction' | 'threshold' | 'currency' | 'basePrice'
>;

/**
 * What an alert waits for, as it follows “TSLA is”: `at or below $200.00`, `down 5% or more on the day`, `20% or more below
 * its 52-week high`. A base price that is not known yet is the present one.
 */
export function conditionWords(alert: WordedCondition): string {
  const { symbol, kind, direction, threshold, currency, basePrice } = alert;
  switch (kind) {
    case 'price':
      return `at or ${direction} ${priceWords(symbol, threshold, currency)}`;
    case 'change-percent':
      return `${moveWords(alert)} on the day`;
    case 'base-percent':
      return `${moveWords(alert)} from ${basePrice === null ? 'its present price' : priceWords(symbol, basePrice, currency)}`;
    case 'drawdown':
      return `${number(-threshold)}% or more below its 52-week high`;
    case 'volume-ratio':
      return `trading at least ${number(threshold)} times its 20-day average volume`;
    case 'average-cross':
      return direction === 'above'
        ? 'in a golden cross, its 50-day average at or above its 200-day one'
        : 'in a death cross, its 50-day average at or below its 200-day one';
  }
}

const units = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** A span in the largest unit that it is whole in. */
export function wholeUnits(minutes: number): { count: number; unit: 'day' | 'hour' | 'minute' } {
  const [unit, size] = units.find(([, length]) => minutes % length === 0) ?? ['minute', 1];
  return { count: minutes / size, unit };
}

/** How long an alert rests, e.g. `1 day`, `90 minutes`. */
export function restWords(cooldownMinutes: number): string {
  const { count, unit } = wholeUnits(cooldownMinutes);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `down 5% or more`, and for a threshold on the other side of zero `down no more than 5%`. */
function moveWords({ direction, threshold }: WordedCondition): string {
  if (threshold === 0) return `unchanged or ${direction === 'above' ? 'up' : 'down'}`;
  const size = `${number(Math.abs(threshold))}%`;
  const side = threshold > 0 ? 'up' : 'down';
  return threshold > 0 === (direction === 'above')
    ? `${side} ${size} or more`
    : `${side} no more than ${size}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}
