import type { AlertKind, Indicators, Quote } from '@marketscope/contracts';
import { percentChange } from '../market/measure.ts';

/** Kinds whose values come from a symbol's history, not from its quote alone. */
const historyKinds: ReadonlySet<AlertKind> = new Set(['drawdown', 'volume-ratio', 'average-cross']);

/** Whether values of a kind need a symbol's history. */
export function needsHistory(kind: AlertKind): boolean {
  return historyKinds.has(kind);
}

/** The values seen of a symbol, by the kinds of alert that are compared with them. A kind that has none is left out. */
export type ObservedValues = ReadonlyMap<AlertKind, number>;

/**
 * What a quote, and the indicators of the session that it is of, show of each kind of alert: the values that levels (see
 * `levelOf`) are compared with. Those of `base-percent` are prices. What is not known is left out, never filled in.
 */
export function observedValues(
  { price, changePercent }: Pick<Quote, 'price' | 'changePercent'>,
  indicators: Indicators | null,
): ObservedValues {
  const values: [AlertKind, number | null][] = [
    ['price', price],
    ['base-percent', price],
    ['change-percent', changePercent],
    ['drawdown', indicators?.drawdownPercent ?? null],
    ['volume-ratio', indicators?.volumeRatio ?? null],
    ['average-cross', averagesApart(indicators)],
  ];
  return new Map(values.flatMap(([kind, value]) => (value === null ? [] : [[kind, value] as const])));
}

/** The value seen as a person is told it: `base-percent` in percent from the base price, every other kind as it is. */
export function toldValue(
  { kind, basePrice }: { kind: AlertKind; basePrice: number | null },
  value: number,
): number {
  return kind === 'base-percent' && basePrice !== null ? percentChange(basePrice, value) : value;
}

/** How far the 50-day average is above the 200-day one, in percent of the latter. */
function averagesApart(indicators: Indicators | null): number | null {
  const { average50 = null, average200 = null } = indicators ?? {};
  return average50 === null || average200 === null ? null : percentChange(average200, average50);
}
