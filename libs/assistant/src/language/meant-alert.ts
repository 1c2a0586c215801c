import type { Alert } from '@marketscope/contracts';
import type { UnwantedAlerts } from './intent.ts';

/** Whether an alert is one of those that a person wants deleted, but for whom it is of. */
export function isMeantAlert({ id, kinds, threshold }: UnwantedAlerts, alert: Alert): boolean {
  if (id !== undefined) return alert.id === id;
  if (kinds.length > 0 && !kinds.includes(alert.kind)) return false;
  return threshold === undefined || Math.abs(alert.threshold) === threshold;
}
