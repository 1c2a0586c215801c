import { createHash } from 'node:crypto';
import { isLive, levelOf, sessionWaitedOut, type AlertQuery, type StoredAlert } from '@marketscope/domain';

/** Where an alert stands in the table's indexes: in those alone whose keys it has. */
export interface IndexKeys {
  armedKey?: string;
  waitingKey?: string;
  /** What `armed` and `waiting` are sorted by. */
  level?: number;
  dueKey?: string;
  /** What `due` is sorted by: milliseconds since 1970, of a time by the wall clock, or of a session that is waited out. */
  dueAt?: number;
}

/** Keys of the table's indexes, each spread over as many shards: one takes 1,000 writes a second of a single symbol. */
export interface AlertKeys {
  of(alert: StoredAlert): IndexKeys;
  /** Every key of a condition in `armed` or `waiting`. */
  ofCondition(condition: Pick<AlertQuery, 'symbol' | 'kind' | 'direction'>): string[];
  /** Every key of a symbol in `due`, of times by the wall clock. */
  ofSymbol(symbol: string): string[];
  /** Every key of a symbol in `due`, of sessions that are waited out. */
  ofSessions(symbol: string): string[];
}

/** @param shards may grow, never shrink: alerts stay in the shard in which they were last stored */
export function createAlertKeys(shards: number): AlertKeys {
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const condition = ({
    symbol,
    kind,
    direction,
  }: Pick<AlertQuery, 'symbol' | 'kind' | 'direction'>): string => [symbol, kind, direction].join('#');
  return {
    of(alert) {
      const shard = shardOf(alert.id, shards);
      const key = `${condition(alert)}#${shard}`;
      const level = levelOf(alert);
      return {
        ...(alert.state === 'armed' && { armedKey: key, level }),
        ...(alert.state === 'waiting' && alert.restsUntil === null && { waitingKey: key, level }),
        ...dueKeys(alert, shard),
      };
    },
    ofCondition: (asked) => all.map((shard) => `${condition(asked)}#${shard}`),
    ofSymbol: (symbol) => all.map((shard) => `${symbol}#${shard}`),
    ofSessions: (symbol) => all.map((shard) => `${symbol}#session#${shard}`),
  };
}

/** Where an alert stands in `due`: market time and the wall clock are apart, and a replayed market runs at its own pace. */
function dueKeys(alert: StoredAlert, shard: number): Pick<IndexKeys, 'dueKey' | 'dueAt'> {
  const session = alert.untold === null ? sessionWaitedOut(alert) : null;
  if (session !== null) return { dueKey: `${alert.symbol}#session#${shard}`, dueAt: Date.parse(session) };
  const dueAt = dueTime(alert);
  return dueAt === undefined ? {} : { dueKey: `${alert.symbol}#${shard}`, dueAt };
}

/** When an alert is to be looked at whatever the price, if ever: at once while its crossing is untold. */
function dueTime(alert: StoredAlert): number | undefined {
  if (alert.untold !== null) return 0;
  if (!isLive(alert)) return undefined;
  const times = [alert.restsUntil, alert.snoozedUntil, alert.expiresAt].flatMap((instant) =>
    instant === null ? [] : [Date.parse(instant)],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

function shardOf(alertId: string, shards: number): number {
  return createHash('sha256').update(alertId).digest().readUInt32BE() % shards;
}
