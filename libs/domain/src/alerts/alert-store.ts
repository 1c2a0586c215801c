import type { Alert, AlertDirection, AlertKind } from '@marketscope/contracts';

/** An alert with what only the system needs to know of it. */
export interface StoredAlert extends Alert {
  userId: string;
  /** How often it has been armed: with its id it names a crossing, and so the event that tells of it. */
  armGeneration: number;
  /** Market time since which it has been armed, and null when it is not: an older price can't fire it. */
  armedSince: string | null;
}

/** What an update asks of alerts: those of a symbol and kind, compared with a value seen (a price for `price`). */
export interface AlertQuery {
  symbol: string;
  kind: AlertKind;
  direction: AlertDirection;
  value: number;
}

/** Everyone's alerts. An update reads by index what fires or arms, never what merely exists. */
export interface AlertStore {
  create(alert: StoredAlert): Promise<void>;
  get(userId: string, alertId: string): Promise<StoredAlert | undefined>;
  /** Newest first. */
  list(userId: string): Promise<StoredAlert[]>;
  /** Tells whether there was one. */
  delete(userId: string, alertId: string): Promise<boolean>;

  /** Armed alerts whose condition `value` meets. */
  armedMetBy(query: AlertQuery): Promise<StoredAlert[]>;
  /** Waiting alerts whose condition `value` does not meet. */
  waitingUnmetBy(query: AlertQuery): Promise<StoredAlert[]>;
  /**
   * Ends a crossing, if the alert is still armed with this generation: it is `triggered`. Tells whether it was; a
   * second try, or a deleted alert, is false.
   */
  disarm(alert: StoredAlert, triggeredAt: Date): Promise<boolean>;
  /** Arms a waiting alert with its next generation, if it still waits with this one; tells whether it did. */
  arm(alert: StoredAlert, armedSince: string): Promise<boolean>;
  /**
   * Symbols that updates must cover: each that has an alert which is armed or waits. It may go on naming one whose alerts
   * have ended, since finding the distinct symbols of what exists would mean to read all of it.
   */
  symbols(): Promise<Set<string>>;
}
