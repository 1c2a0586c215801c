import { createHash } from 'node:crypto';
import { isLive, levelOf, type AlertQuery, type StoredAlert } from '@marketscope/domain';

/** Where an alert stands in the table's indexes: in those alone whose keys it has. */
export interface IndexKeys {
  armedKey?: string;
  waitingKey?: string;
  /** What `armed` and `waiting` are sorted by. */
  level?: number;
  dueKey?: string;
  /** What `due` is sorted by: milliseconds since 1970. */
  dueAt?: number;
}

/** Keys of the table's indexes, each spread over as many shards: one takes 1,000 writes a second of a single symbol. */
export interface AlertKeys {
  of(alert: StoredAlert): IndexKeys;
  /** Every key of a condition in `armed` or `waiting`. */
  ofCondition(condition: Pick<AlertQuery, 'symbol' | 'kind' | 'direction'>): string[];
  /** Every key of a symbol in `due`. */
  ofSymbol(symbol: string): string[];
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
      const dueAt = dueTime(alert);
      return {
        ...(alert.state === 'armed' && { armedKey: key, level }),
        ...(alert.state === 'waiting' && alert.restsUntil === null && { waitingKey: key, level }),
        ...(dueAt !== undefined && { dueKey: `${alert.symbol}#${shard}`, dueAt }),
      };
    },
    ofCondition: (asked) => all.map((shard) => `${condition(asked)}#${shard}`),
    ofSymbol: (symbol) => all.map((shard) => `${symbol}#${shard}`),
  };
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
