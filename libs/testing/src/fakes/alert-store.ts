import { isMet, type AlertQuery, type AlertStore, type StoredAlert } from '@marketscope/domain';

/** Alerts in memory. */
export function createFakeAlertStore(): AlertStore {
  const alerts = new Map<string, StoredAlert>();
  const symbols = new Set<string>();
  const keyOf = (userId: string, alertId: string): string => `${userId} ${alertId}`;

  const inState = (state: StoredAlert['state'], met: boolean, query: AlertQuery): StoredAlert[] =>
    [...alerts.values()]
      .filter(
        (alert) =>
          alert.state === state &&
          alert.symbol === query.symbol &&
          alert.kind === query.kind &&
          alert.direction === query.direction &&
          isMet(alert, query.value) === met,
      )
      .toSorted((a, b) => a.threshold - b.threshold);

  const changeIf = (
    alert: StoredAlert,
    state: StoredAlert['state'],
    change: Partial<StoredAlert>,
  ): boolean => {
    const key = keyOf(alert.userId, alert.id);
    const present = alerts.get(key);
    if (present?.state !== state || present.armGeneration !== alert.armGeneration) return false;
    alerts.set(key, { ...present, ...change });
    return true;
  };

  return {
    async create(alert) {
      symbols.add(alert.symbol);
      alerts.set(keyOf(alert.userId, alert.id), alert);
    },
    async get(userId, alertId) {
      return alerts.get(keyOf(userId, alertId));
    },
    async list(userId) {
      return [...alerts.values()]
        .filter((alert) => alert.userId === userId)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    },
    async delete(userId, alertId) {
      return alerts.delete(keyOf(userId, alertId));
    },
    async armedMetBy(query) {
      return inState('armed', true, query);
    },
    async waitingUnmetBy(query) {
      return inState('waiting', false, query);
    },
    async disarm(alert, triggeredAt) {
      return changeIf(alert, 'armed', {
        state: 'triggered',
        lastTriggeredAt: triggeredAt.toISOString(),
        armedSince: null,
      });
    },
    async arm(alert, armedSince) {
      return changeIf(alert, 'waiting', {
        state: 'armed',
        armGeneration: alert.armGeneration + 1,
        armedSince,
      });
    },
    async symbols() {
      return new Set(symbols);
    },
  };
}
