import type { Alert, AlertDirection, AlertKind } from '@marketscope/contracts';

/**
 * The threshold that a text means, in the unit of the kind; `NaN` when it could be read two ways, or none. `1,234.50` and
 * `$150` are prices, `5` and `5%` are percent, `2x` is a multiple. People say how far something falls without a minus: a fall
 * gets it here. A sign that was typed is meant.
 */
export function thresholdTyped(
  text: string,
  { kind, direction }: { kind: AlertKind; direction: AlertDirection },
): number {
  switch (kind) {
    case 'price':
      return amountTyped(text);
    case 'volume-ratio':
      return amountTyped(text.trim().replace(/\s*[x×]$/i, ''));
    case 'average-cross':
      return 0;
    case 'change-percent':
    case 'base-percent':
    case 'drawdown': {
      const [, sign = '', size = ''] = /^([+−–-]?)\s*(.*?)\s*%?$/.exec(text.trim()) ?? [];
      const isBelowZero = sign === '' ? direction === 'below' : sign !== '+';
      const percent = amountTyped(size);
      return isBelowZero && percent !== 0 ? -percent : percent;
    }
  }
}

/** A threshold as its owner would type it: a fall without its minus, so that reading it gives the same. */
export function thresholdText({
  kind,
  direction,
  threshold,
}: Pick<Alert, 'kind' | 'direction' | 'threshold'>): string {
  const size = String(Math.abs(threshold));
  if (thresholdTyped(size, { kind, direction }) === threshold) return size;
  return `${threshold < 0 ? '-' : '+'}${size}`;
}

/** `1,234.50` and `$150` are amounts; anything that could be read two ways is not. */
export function amountTyped(text: string): number {
  const plain = text.trim().replace(/^\$\s*/, '');
  return /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain) ? Number(plain.replaceAll(',', '')) : Number.NaN;
}
