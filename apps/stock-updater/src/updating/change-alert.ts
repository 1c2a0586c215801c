import type { AlertStore, StoredAlert } from '@marketscope/domain';

/** What changing an alert needs. */
export type ChangingAlerts = Pick<AlertStore, 'get' | 'replace'>;

/** How often a change is decided anew when others change the alert at the same time. */
const TRIES = 5;

/** An alert was changed by others each time that it was to be changed here. */
export class ContendedAlertError extends Error {
  readonly code = 'alert-contended';
  constructor({ id }: StoredAlert) {
    super(`alert ${id} was changed by others ${TRIES} times in a row`);
    this.name = 'ContendedAlertError';
  }
}

/**
 * Takes an alert to the next state that `decide` gives it, which is the same object to leave it. When the alert was changed
 * since it was read, as an index that lags may show it, the decision is made anew on what it is.
 * @returns the alert as it is then, undefined when it is gone, and whether it was changed here
 * @throws ContendedAlertError
 */
export async function changeAlert(
  alert: StoredAlert,
  decide: (read: StoredAlert) => StoredAlert,
  alerts: ChangingAlerts,
): Promise<{ alert: StoredAlert | undefined; changed: boolean }> {
  let read: StoredAlert | undefined = alert;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const next = decide(read);
    if (next === read) return { alert: read, changed: false };
    const stored = await alerts.replace(read, next);
    if (stored) return { alert: stored, changed: true };
    read = await alerts.get(read.userId, read.id);
    if (!read) return { alert: undefined, changed: false };
  }
  throw new ContendedAlertError(alert);
}
