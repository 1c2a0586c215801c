import { alert, type Alert, type AlertRequest, type QuoteResponse } from '@marketscope/contracts';
import { PersonalLimitError } from '../accounts/personal-limit-error.ts';
import { MarketDataError } from '../market/market-data-provider.ts';
import type { MarketReader } from '../market/market-reader.ts';
import type { AlertStore } from './alert-store.ts';
import { newAlert } from './new-alert.ts';

/** Alerts that one person can have, those that have fired included. */
export const MAX_ALERTS = 200;

/** What a person can do with their own alerts, through the API and through the assistant's tools alike. */
export interface AlertActions {
  /**
   * Makes an alert. One whose price no provider can tell just now, or only a stale one, is accepted as `waiting`.
   * @throws MarketDataError `unknown-symbol`
   * @throws PersonalLimitError `too-many-alerts`
   */
  create(userId: string, request: AlertRequest): Promise<Alert>;
  /** Newest first. */
  list(userId: string): Promise<Alert[]>;
  /** Tells whether there was one. */
  delete(userId: string, alertId: string): Promise<boolean>;
}

/** @param ports.newId makes ids that sort by time */
export function createAlertActions(ports: {
  alerts: AlertStore;
  market: Pick<MarketReader, 'quote'>;
  newId: () => string;
  clock: () => Date;
}): AlertActions {
  const { alerts, market } = ports;
  return {
    async create(userId, request) {
      const [existing, quote] = await Promise.all([
        alerts.list(userId),
        lastKnownQuote(market, request.symbol),
      ]);
      if (existing.length >= MAX_ALERTS)
        throw new PersonalLimitError(
          'too-many-alerts',
          `You have ${MAX_ALERTS} alerts, the most a person can have. Delete one to make room for another.`,
        );
      const made = newAlert(request, { alertId: ports.newId(), userId, quote, now: ports.clock() });
      await alerts.create(made);
      return alert.parse(made);
    },
    async list(userId) {
      return (await alerts.list(userId)).map((stored) => alert.parse(stored));
    },
    delete: (userId, alertId) => alerts.delete(userId, alertId),
  };
}

/** The quote, or undefined when nobody can tell the price just now. */
async function lastKnownQuote(
  market: Pick<MarketReader, 'quote'>,
  symbol: string,
): Promise<QuoteResponse | undefined> {
  try {
    return await market.quote(symbol);
  } catch (error) {
    if (error instanceof MarketDataError && error.code !== 'unknown-symbol') return undefined;
    throw error;
  }
}
