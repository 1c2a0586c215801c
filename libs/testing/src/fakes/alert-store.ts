import {
  holdsMoney,
  isLive,
  isMet,
  sessionWaitedOut,
  type AlertQuery,
  type AlertStore,
  type StoredAlert,
  type SymbolWatch,
} from '@marketscope/domain';

/** Alerts in memory, found as by indexes: a question costs what it answers. */
export function createFakeAlertStore(): AlertStore {
  const alerts = new Map<string, StoredAlert>();
  const bySymbol = new Map<string, Map<string, StoredAlert>>();
  const watches = new Map<string, { conditions: Set<string>; doubted: Set<string>; checkedAt: string }>();
  const keyOf = ({ userId, id }: Pick<StoredAlert, 'userId' | 'id'>): string => `${userId} ${id}`;
  const nameOf = ({ kind, direction }: SymbolWatch['conditions'][number]): string => `${kind}#${direction}`;

  const put = (alert: StoredAlert): void => {
    alerts.set(keyOf(alert), alert);
    const own = bySymbol.get(alert.symbol) ?? new Map<string, StoredAlert>();
    bySymbol.set(alert.symbol, own.set(keyOf(alert), alert));
  };

  const watch = (alert: StoredAlert): void => {
    const { conditions = new Set<string>(), doubted = new Set<string>() } = watches.get(alert.symbol) ?? {};
    doubted.delete(nameOf(alert));
    watches.set(alert.symbol, {
      conditions: conditions.add(nameOf(alert)),
      doubted,
      checkedAt: new Date().toISOString(),
    });
  };

  async function* found(
    symbol: string,
    isSought: (alert: StoredAlert) => boolean,
  ): AsyncGenerator<StoredAlert[]> {
    const page = [...(bySymbol.get(symbol)?.values() ?? [])].filter(isSought);
    if (page.length > 0) yield page;
  }

  const asked =
    (query: AlertQuery, state: 'armed' | 'waiting', met: boolean) =>
    (alert: StoredAlert): boolean =>
      alert.state === state &&
      alert.restsUntil === null &&
      alert.kind === query.kind &&
      alert.direction === query.direction &&
      isMet(alert, query.value) === met;

  return {
    async create(alert) {
      watch(alert);
      put(alert);
    },
    async get(userId, id) {
      return alerts.get(keyOf({ userId, id }));
    },
    async list(userId) {
      return [...alerts.values()]
        .filter((alert) => alert.userId === userId)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    },
    async delete(userId, id) {
      const key = keyOf({ userId, id });
      const alert = alerts.get(key);
      if (alert) bySymbol.get(alert.symbol)?.delete(key);
      return alerts.delete(key);
    },
    async replace(read, next) {
      if (alerts.get(keyOf(read))?.revision !== read.revision) return undefined;
      if (isLive(next) && (!isLive(read) || next.direction !== read.direction)) watch(next);
      const stored = { ...next, revision: read.revision + 1 };
      put(stored);
      return stored;
    },
    armedMetBy: (query) => found(query.symbol, asked(query, 'armed', true)),
    waitingUnmetBy: (query) => found(query.symbol, asked(query, 'waiting', false)),
    waitingOutBefore: (symbol, session) =>
      found(symbol, (alert) => alert.untold === null && (sessionWaitedOut(alert) ?? session) < session),
    due: (symbol, now) =>
      found(symbol, (alert) => alert.untold !== null || (isLive(alert) && dueAt(alert) <= now.getTime())),
    moneyAlerts: (symbol) => found(symbol, (alert) => isLive(alert) && holdsMoney(alert)),

    async watches(symbols) {
      return new Map(
        symbols.flatMap((symbol) => {
          const known = watches.get(symbol);
          if (!known || known.conditions.size === 0) return [];
          const conditions = [...known.conditions].toSorted().map((name) => {
            const [kind, direction] = name.split('#');
            return { kind, direction } as SymbolWatch['conditions'][number];
          });
          return [[symbol, { symbol, conditions, checkedAt: known.checkedAt }]];
        }),
      );
    },
    async forgetEnded({ symbol, checkedAt, conditions }, now) {
      const known = watches.get(symbol);
      if (known?.checkedAt !== checkedAt) return;
      const live = [...(bySymbol.get(symbol)?.values() ?? [])].filter(
        (alert) => isLive(alert) || alert.untold !== null,
      );
      known.checkedAt = now.toISOString();
      const isAnyDue = live.some((alert) => alert.untold !== null || dueAt(alert) < Infinity);
      const held = isAnyDue ? known.conditions : new Set(live.map(nameOf));
      const ended = conditions.map(nameOf).filter((name) => !held.has(name));
      for (const name of ended) if (known.doubted.has(name)) known.conditions.delete(name);
      known.doubted = new Set(ended.filter((name) => !known.doubted.has(name)));
    },
    async symbols() {
      return new Set(
        [...watches].flatMap(([symbol, { conditions }]) => (conditions.size > 0 ? [symbol] : [])),
      );
    },
  };
}

function dueAt(alert: StoredAlert): number {
  if (sessionWaitedOut(alert) !== null) return Infinity;
  const { restsUntil, snoozedUntil, expiresAt } = alert;
  return Math.min(
    ...[restsUntil, snoozedUntil, expiresAt].map((time) => (time === null ? Infinity : Date.parse(time))),
  );
}
