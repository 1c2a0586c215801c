import type { Alert, EventOf, PriceSource } from '@marketscope/contracts';

/** An alert with what only the system needs to know of it. */
export interface StoredAlert extends Alert {
  userId: string;
  /** How often it has been armed: with its id it names a crossing, and so the event that tells of it. */
  armGeneration: number;
  /** Market time since which it has been armed, and null when it is not: an older price can't fire it. */
  armedSince: string | null;
  /**
   * The price that it last fired at, or was true at when it began to watch: neither that nor an older one of the same market
   * arms it.
   */
  lastCrossing: { asOf: string; source: PriceSource } | null;
  /** The event that tells of its last crossing, kept until it has been published. */
  untold: EventOf<'alert.triggered.v1'> | null;
  /** Session in whose prices its threshold and base price are: a split of the shares on a later one rescales them. */
  pricesOf: string;
  /** Counts its changes: one that was read before another change is refused. */
  revision: number;
}

/** The alert as its owner sees it, at this moment: a time that is over is over, whether or not an update has noted it. */
export function presented(stored: StoredAlert, now: Date): Alert {
  const {
    userId: _owner,
    armGeneration: _generation,
    armedSince: _since,
    lastCrossing: _crossing,
    untold: _untold,
    pricesOf: _session,
    revision: _revision,
    ...own
  } = stored;
  const shown = isOver(own.restsUntil, now) ? { ...own, restsUntil: null } : own;
  if (isLive(stored) && isOver(stored.expiresAt, now))
    return { ...shown, state: 'expired', restsUntil: null };
  if (stored.state === 'snoozed' && isOver(stored.snoozedUntil, now))
    return { ...shown, state: 'waiting', snoozedUntil: null };
  return shown;
}

/** Whether it may fire yet, now or later. */
export function isLive({ state }: Pick<Alert, 'state'>): boolean {
  return state === 'armed' || state === 'waiting' || state === 'snoozed';
}

/** Whether a time has come; null never does. */
export function isOver(instant: string | null, now: Date): boolean {
  return instant !== null && new Date(instant) <= now;
}
