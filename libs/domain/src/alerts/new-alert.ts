import { defaultCooldownMinutes, type AlertRequest } from '@marketscope/contracts';
import { isMet } from './alert-condition.ts';
import { armed } from './alert-states.ts';
import { sessionOf } from './rescaled.ts';
import type { Sighting } from './sighting.ts';
import type { StoredAlert } from './stored-alert.ts';

/**
 * The alert that a request makes, given what is known just now. It is armed when its condition is known to be false; one that
 * is already true, or whose value is not known, waits: to be seen false, or, when it is known to be true, for a session that
 * starts anew (see `startsAnew`).
 */
export function newAlert(
  request: AlertRequest,
  { alertId, userId, sighting, now }: { alertId: string; userId: string; sighting: Sighting; now: Date },
): StoredAlert {
  const { quote } = sighting;
  const { symbol, kind, direction, threshold, repeat, snoozedUntil, expiresAt, note } = request;
  const made: StoredAlert = {
    id: alertId,
    userId,
    symbol,
    kind,
    direction,
    threshold,
    currency: quote?.currency ?? null,
    basePrice: kind === 'base-percent' ? (request.basePrice ?? quote?.price ?? null) : null,
    repeat,
    cooldownMinutes: repeat ? (request.cooldownMinutes ?? defaultCooldownMinutes(kind)) : null,
    snoozedUntil,
    expiresAt,
    note,
    state: snoozedUntil === null ? 'waiting' : 'snoozed',
    createdAt: now.toISOString(),
    lastTriggeredAt: null,
    armGeneration: 0,
    armedSince: null,
    restsUntil: null,
    lastCrossing: null,
    untold: null,
    pricesOf: sessionOf(quote ? new Date(quote.asOf) : now),
    revision: 0,
  };
  return snoozedUntil === null ? watching(made, sighting) : made;
}

/** The alert as it watches from now on: armed when it is known to be false, else waiting. */
export function watching(alert: StoredAlert, { quote, value }: Sighting): StoredAlert {
  if (quote !== undefined && value !== undefined && !isMet(alert, value)) return armed(alert, quote);
  return {
    ...alert,
    state: 'waiting',
    armedSince: null,
    restsUntil: null,
    snoozedUntil: null,
    lastCrossing:
      quote === undefined || value === undefined ? null : { asOf: quote.asOf, source: quote.source },
  };
}
