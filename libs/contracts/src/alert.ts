import { z } from 'zod';
import { currency, instant, symbol } from './market.ts';

/**
 * What an alert watches, and the unit of its threshold.
 *
 * - `price`: the price, in the symbol's currency.
 * - `change-percent`: the change on the day, in percent of the previous close; below 0 for a fall.
 * - `base-percent`: the price's distance from the alert's base price, in percent of it; below 0 for a fall.
 * - `drawdown`: how far the price is below the high of the last 52 weeks, in percent, below 0. `below` alone.
 * - `volume-ratio`: the day's volume as a multiple of the mean of the 20 sessions before. `above` alone.
 * - `average-cross`: the 50-day average's distance from the 200-day one, in percent of the latter. The threshold is 0:
 *   `above` is the golden cross, `below` the death cross.
 */
export const alertKind = z.enum([
  'price',
  'change-percent',
  'base-percent',
  'drawdown',
  'volume-ratio',
  'average-cross',
]);
export type AlertKind = z.infer<typeof alertKind>;

/** `above` fires at or above the threshold, `below` at or below it. */
export const alertDirection = z.enum(['above', 'below']);
export type AlertDirection = z.infer<typeof alertDirection>;

/**
 * `waiting`: its condition was true (or unknown) when it was made, or it has fired and repeats; it arms when seen false,
 * which a change on the day and a day's volume are at the open of each session.
 * `armed`: fires when its condition is seen true. `triggered`: fired, and done. `snoozed`: fires nothing until then, and
 * waits after it. `expired`: its time is over.
 */
export const alertState = z.enum(['waiting', 'armed', 'triggered', 'snoozed', 'expired']);
export type AlertState = z.infer<typeof alertState>;

/** An alert as its owner sees it. */
export const alert = z.object({
  id: z.string(),
  symbol,
  kind: alertKind,
  direction: alertDirection,
  /** In the unit of its kind. */
  threshold: z.number(),
  /** Of a price threshold and of the base price; null when no price of the symbol was known yet. */
  currency: currency.nullable(),
  /** What `base-percent` is measured from; null for every other kind. */
  basePrice: z.number().nullable(),
  /** Whether it arms again after it has fired. */
  repeat: z.boolean(),
  /** Minutes by the wall clock for which a repeating alert rests after it has fired; null for one that fires once. */
  cooldownMinutes: z.number().int().nullable(),
  /** Until when, by the wall clock, a repeating alert that fired does not arm; null when it doesn't rest. */
  restsUntil: instant.nullable(),
  snoozedUntil: instant.nullable(),
  expiresAt: instant.nullable(),
  note: z.string().nullable(),
  state: alertState,
  createdAt: instant,
  lastTriggeredAt: instant.nullable(),
});
export type Alert = z.infer<typeof alert>;

/** Kinds whose values are 0 at the open of every session, and come of that session alone. */
const sessionKinds: ReadonlySet<AlertKind> = new Set(['change-percent', 'volume-ratio']);

/** Whether alerts of a kind may start anew with each session. */
export function isOfSessions(kind: AlertKind): boolean {
  return sessionKinds.has(kind);
}

/**
 * Minutes that a repeating alert rests when its owner says nothing: a day; of what may start anew with each session half a
 * day, which is over by the next open, so that it tells of each day.
 */
export function defaultCooldownMinutes(kind: AlertKind): number {
  return isOfSessions(kind) ? 720 : 1440;
}

/** What an alert waits for. */
export interface AlertCondition {
  kind: AlertKind;
  direction: AlertDirection;
  threshold: number;
}

/** What thresholds a kind takes, and from which sides. */
interface AlertRule {
  /** The only side from which it is met, of a kind that has but one. */
  only?: AlertDirection;
  takes: (threshold: number) => boolean;
  /** What a threshold is, for one who gave another. */
  threshold: string;
}

const rules: Record<AlertKind, AlertRule> = {
  price: {
    takes: (price) => price > 0 && price <= 1e9,
    threshold: 'A price to wait for is more than 0 and at most 1,000,000,000',
  },
  'change-percent': {
    takes: (percent) => percent > -100 && percent <= 1000,
    threshold: 'A change on the day is in percent, more than -100 and at most 1,000, such as -5',
  },
  'base-percent': {
    takes: (percent) => percent > -100 && percent <= 10_000,
    threshold: 'A change from a base price is in percent, more than -100 and at most 10,000, such as 10',
  },
  drawdown: {
    only: 'below',
    takes: (percent) => percent < 0 && percent > -100,
    threshold: 'A drawdown is in percent below 0 and more than -100, such as -20',
  },
  'volume-ratio': {
    only: 'above',
    takes: (ratio) => ratio > 0 && ratio <= 1000,
    threshold: 'A volume is a multiple of its 20-day mean, more than 0 and at most 1,000, such as 2',
  },
  'average-cross': {
    takes: (percent) => percent === 0,
    threshold: 'A cross of the averages has no threshold: leave it out, or give 0',
  },
};

/** Directions that a kind of alert can wait for. */
export function directionsOf(kind: AlertKind): readonly AlertDirection[] {
  const { only } = rules[kind];
  return only === undefined ? alertDirection.options : [only];
}

/** What keeps a condition from being one, by field and in words for whoever gave it; empty when nothing does. */
export function conditionFaults({
  kind,
  direction,
  threshold,
}: AlertCondition): { field: 'direction' | 'threshold'; message: string }[] {
  const { only, takes, threshold: message } = rules[kind];
  return [
    ...(only !== undefined && direction !== only
      ? [{ field: 'direction' as const, message: `A ${kind} alert waits for \`${only}\` only` }]
      : []),
    ...(takes(threshold) ? [] : [{ field: 'threshold' as const, message }]),
  ];
}
