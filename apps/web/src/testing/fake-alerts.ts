import {
  alertPatch,
  alertRequest,
  defaultCooldownMinutes,
  type Alert,
  type AlertPreview,
} from '@marketscope/contracts';
import { json, nothing, problem, type Call } from './fake-exchange.ts';
import { fakeQuotes } from './fake-market.ts';

/** What the fake API knows of alerts. */
export interface AlertState {
  alerts: Alert[];
  /** What a preview answers. */
  preview: AlertPreview;
}

/** The fake's alerts: what a patch asks for is done, and what the rules of a market would make of it is not. */
export function createFakeAlerts(
  api: AlertState,
  { id, at }: { id: (kind: string) => string; at: () => string },
): (path: string[], call: Call) => Response {
  function make(body: unknown): Response {
    const request = alertRequest.parse(body);
    const quote = fakeQuotes.find(({ symbol }) => symbol === request.symbol);
    if (quote === undefined)
      return problem(404, 'unknown-symbol', 'No provider of prices knows this symbol.');
    const made: Alert = {
      ...request,
      id: id('alert'),
      currency: quote.currency,
      basePrice: request.kind === 'base-percent' ? (request.basePrice ?? quote.price) : null,
      cooldownMinutes: request.repeat
        ? (request.cooldownMinutes ?? defaultCooldownMinutes(request.kind))
        : null,
      state: 'armed',
      createdAt: at(),
      restsUntil: null,
      lastTriggeredAt: null,
    };
    api.alerts.unshift(made);
    return json(made, 201);
  }

  function change(alertId: string, body: unknown): Response {
    const { rebase, rearm, snoozedUntil, threshold, direction, ...terms } = alertPatch.parse(body);
    const known = api.alerts.find((alert) => alert.id === alertId);
    if (known === undefined) return problem(404, 'not-found');
    const changed: Alert = {
      ...known,
      ...withoutGaps({ threshold, direction, ...terms }),
      ...(terms.repeat === true && { cooldownMinutes: defaultCooldownMinutes(known.kind) }),
      ...(rebase && { basePrice: fakeQuotes.find(({ symbol }) => symbol === known.symbol)?.price ?? null }),
      ...((rearm ?? snoozedUntil === null) && { state: 'armed' as const, snoozedUntil: null }),
      ...(typeof snoozedUntil === 'string' && { state: 'snoozed' as const, snoozedUntil }),
    };
    api.alerts = api.alerts.map((alert) => (alert.id === alertId ? changed : alert));
    return json(changed);
  }

  return ([alertId], { method, body }) => {
    if (alertId === 'preview') return json(api.preview);
    if (alertId === undefined) return method === 'POST' ? make(body) : json({ items: api.alerts });
    if (method === 'PATCH') return change(alertId, body);
    api.alerts = api.alerts.filter((alert) => alert.id !== alertId);
    return nothing();
  };
}

/** The given part of an alert. */
function withoutGaps(part: { [Name in keyof Alert]?: Alert[Name] | undefined }): Partial<Alert> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
