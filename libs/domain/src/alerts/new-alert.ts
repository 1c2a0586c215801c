import type { AlertRequest, Quote } from '@marketscope/contracts';
import { isMet } from './alert-condition.ts';
import type { StoredAlert } from './alert-store.ts';

/**
 * The alert that a request makes, given the last known price. It is armed when its condition is known to be false;
 * one that is already true, or whose price is not known or stale, waits to be seen false first.
 */
export function newAlert(
  request: AlertRequest,
  context: { alertId: string; userId: string; quote: (Quote & { stale?: boolean }) | undefined; now: Date },
): StoredAlert {
  const { quote } = context;
  const armed = quote !== undefined && quote.stale !== true && !isMet(request, quote.price);
  return {
    id: context.alertId,
    userId: context.userId,
    symbol: request.symbol,
    kind: request.kind,
    direction: request.direction,
    threshold: request.threshold,
    currency: quote?.currency ?? null,
    basePrice: null,
    repeat: false,
    cooldownMinutes: null,
    snoozedUntil: null,
    expiresAt: null,
    note: request.note,
    state: armed ? 'armed' : 'waiting',
    createdAt: context.now.toISOString(),
    lastTriggeredAt: null,
    armGeneration: armed ? 1 : 0,
    armedSince: armed ? quote.asOf : null,
  };
}
