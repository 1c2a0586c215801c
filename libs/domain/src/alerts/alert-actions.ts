import type { Alert, AlertRequest } from '@marketscope/contracts';

/** What a person can do with their own alerts, through the API and through the assistant's tools alike. */
export interface AlertActions {
  /** @throws MarketDataError `unknown-symbol` */
  create(userId: string, request: AlertRequest): Promise<Alert>;
  /** Newest first. */
  list(userId: string): Promise<Alert[]>;
  /** Tells whether there was one. */
  delete(userId: string, alertId: string): Promise<boolean>;
}
