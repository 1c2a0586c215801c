import type { Alert, AlertKind } from '@marketscope/contracts';
import { isLive } from '@marketscope/domain';
import type { MeantAlerts, NewThreshold } from './intent.ts';

/** Kinds whose thresholds are written in a unit. */
const kindsIn: Record<NewThreshold['unit'], readonly AlertKind[]> = {
  money: ['price'],
  percent: ['change-percent', 'base-percent', 'drawdown'],
  times: ['volume-ratio'],
};

/** Whether an alert is one of those that a person means, but for whom it is of. */
export function isMeantAlert({ id, kinds, threshold }: MeantAlerts, alert: Alert): boolean {
  if (id !== undefined) return alert.id === id;
  if (kinds.length > 0 && !kinds.includes(alert.kind)) return false;
  return threshold === undefined || Math.abs(alert.threshold) === threshold;
}

/** Whether a threshold can be one of an alert, by the unit that it was written in. */
export function takesThreshold({ kind }: Alert, { unit }: NewThreshold): boolean {
  return kindsIn[unit].includes(kind);
}

/** The one alert that can be meant, of those that fit: those that may fire yet come before those that are done. */
export function onlyMeant<Fitting extends Alert>(fitting: readonly Fitting[]): Fitting | undefined {
  const live = fitting.filter(isLive);
  const [first, ...others] = live.length > 0 ? live : fitting;
  return others.length === 0 ? first : undefined;
}

/** A threshold as an alert holds it: a fall's is below zero, whether or not anybody writes the sign. */
export function thresholdFor({ threshold }: Alert, { value, unit, negative }: NewThreshold): number {
  return negative || (unit === 'percent' && threshold < 0) ? -value : value;
}
