import type { AlertCondition, AlertDirection, AlertKind } from '@marketscope/contracts';
import type { StoredAlert } from './stored-alert.ts';

/** What an update asks of alerts: those of a symbol and kind, by how their level (see `levelOf`) compares with a value seen. */
export interface AlertQuery {
  symbol: string;
  kind: AlertKind;
  direction: AlertDirection;
  value: number;
}

/**
 * What a symbol has live alerts of. It may go on naming a condition whose alerts have ended, until somebody looks
 * (`forgetEnded`): to know what exists is to read it.
 */
export interface SymbolWatch {
  symbol: string;
  conditions: Pick<AlertCondition, 'kind' | 'direction'>[];
  /** When somebody looked, or when the newest alert was made, by the wall clock. */
  checkedAt: string;
}

/**
 * Everyone's alerts. An update reads by index what fires, arms or is due, never what merely exists. What may be many comes
 * page by page, so that nobody holds all of it.
 */
export interface AlertStore {
  create(alert: StoredAlert): Promise<void>;
  get(userId: string, alertId: string): Promise<StoredAlert | undefined>;
  /** Newest first. */
  list(userId: string): Promise<StoredAlert[]>;
  /** Tells whether there was one. */
  delete(userId: string, alertId: string): Promise<boolean>;
  /**
   * Stores the next state of an alert, with the next revision; answers it, or undefined when the alert has been changed or
   * deleted since it was read.
   */
  replace(read: StoredAlert, next: StoredAlert): Promise<StoredAlert | undefined>;

  /** Armed alerts that `value` makes true. */
  armedMetBy(query: AlertQuery): AsyncIterable<StoredAlert[]>;
  /** Alerts that wait, and don't rest, and that `value` makes false. */
  waitingUnmetBy(query: AlertQuery): AsyncIterable<StoredAlert[]>;
  /** Alerts of a symbol that wait for a session (see `sessionWaitedOut`) before this one, `YYYY-MM-DD`, to be over. */
  waitingOutBefore(symbol: string, session: string): AsyncIterable<StoredAlert[]>;
  /**
   * Alerts of a symbol for which a time has come: to be told of a crossing, which is always due, to have rested, to end a
   * snooze, to expire. One that waits for a session to be over is not due to expire: it is looked at when that is over.
   */
  due(symbol: string, now: Date): AsyncIterable<StoredAlert[]>;
  /** Alerts of a symbol that may fire yet and hold money: a price to wait for, or a base price. */
  moneyAlerts(symbol: string): AsyncIterable<StoredAlert[]>;

  /** What each of these symbols has live alerts of; without those that never had any, or whose last was found to have ended. */
  watches(symbols: readonly string[]): Promise<Map<string, SymbolWatch>>;
  /**
   * Stops naming the conditions of a symbol that no alert has any more, unless an alert was made meanwhile. A condition is
   * forgotten when two looks in a row have found none: an alert that passes from one state to another just then may be missed
   * by one.
   */
  forgetEnded(watch: SymbolWatch, now: Date): Promise<void>;
  /** Symbols that updates must cover: each that has a watch. */
  symbols(): Promise<Set<string>>;
}
