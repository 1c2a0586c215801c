import { makeEvent, type EventOf, type Indicators, type Quote } from '@marketscope/contracts';
import { marketOf } from '../market/market-of-source.ts';
import { isMet } from './alert-condition.ts';
import { sessionWaitedOut } from './new-session.ts';
import { observedValues, toldValue, type ObservedValues } from './observed-values.ts';
import { sessionOf } from './rescaled.ts';
import { isLive, isOver, type StoredAlert } from './stored-alert.ts';

/** What an update sees of a symbol. */
export interface Observation {
  quote: Quote;
  /** What the symbol's history shows at the quote's session; null when nobody looked. */
  indicators: Indicators | null;
  values: ObservedValues;
  /** Whether a newer price of the same market is known: an older one may tell of a time before an alert was made. */
  isLate: boolean;
  /** By the wall clock. */
  now: Date;
  /** The run that sees it. */
  run: { startedAt: string; correlationId: string };
}

/** What a quote with its indicators shows, to be held against alerts. */
export function observationOf(observed: Omit<Observation, 'values'>): Observation {
  return { ...observed, values: observedValues(observed.quote, observed.indicators) };
}

/**
 * What becomes of an alert when an update sees its symbol: the same object when nothing does.
 *
 * What has expired ends, a snooze or a rest that is over ends. Then an armed alert that is true fires, unless the price is
 * older than its arming; a waiting one that is false arms, unless the price is late. So does one that counts as false at
 * the open of the price's session (see `startsAnew`), and if it is true by now, it fires at once. One whose last crossing
 * has not been told waits for that first.
 */
export function seen(alert: StoredAlert, observation: Observation): StoredAlert {
  if (alert.untold !== null || !isLive(alert)) return alert;
  const { now } = observation;
  if (isOver(alert.expiresAt, now)) return expired(alert);
  const awake = awakened(alert, now);
  const value = observation.values.get(alert.kind);
  if (awake.state === 'armed')
    return value !== undefined && isMet(awake, value) && isSinceArmed(awake, observation)
      ? fired(awake, value, observation)
      : awake;
  if (awake.state !== 'waiting' || awake.restsUntil !== null || !mayArm(awake, observation)) return awake;
  const { quote } = observation;
  const hasWoken = alert.state === 'snoozed';
  const isFalseAtOpen = !hasWoken && isOfLaterSession(awake, quote);
  if (value === undefined) return isFalseAtOpen ? armed(awake, quote) : awake;
  if (!isMet(awake, value)) return armed(awake, quote);
  if (isFalseAtOpen) return fired(armed(awake, quote), value, observation);
  return hasWoken ? { ...awake, lastCrossing: { asOf: quote.asOf, source: quote.source } } : awake;
}

/** The alert after its crossing has been published. */
export function told(alert: StoredAlert): StoredAlert {
  return { ...alert, untold: null };
}

/** The alert when it is, or counts as, seen false: the next price that makes it true fires it. */
export function armed(alert: StoredAlert, quote: Pick<Quote, 'asOf' | 'currency'>): StoredAlert {
  return {
    ...alert,
    state: 'armed',
    armGeneration: alert.armGeneration + 1,
    armedSince: quote.asOf,
    restsUntil: null,
    snoozedUntil: null,
    currency: alert.currency ?? quote.currency,
  };
}

function expired(alert: StoredAlert): StoredAlert {
  return { ...alert, state: 'expired', armedSince: null, restsUntil: null, snoozedUntil: null };
}

/** Ends a snooze and a rest that are over. */
function awakened(alert: StoredAlert, now: Date): StoredAlert {
  const { state, snoozedUntil, restsUntil } = alert;
  const wakes = state === 'snoozed' && isOver(snoozedUntil, now);
  const hasRested = isOver(restsUntil, now);
  if (!wakes && !hasRested) return alert;
  return {
    ...alert,
    ...(wakes && { state: 'waiting', snoozedUntil: null }),
    ...(hasRested && { restsUntil: null }),
  };
}

function isSinceArmed({ armedSince }: StoredAlert, { quote }: Observation): boolean {
  return armedSince !== null && new Date(quote.asOf) >= new Date(armedSince);
}

/** Whether the session is over that an alert waits out. */
function isOfLaterSession(alert: StoredAlert, { asOf }: Quote): boolean {
  const waitedOut = sessionWaitedOut(alert);
  return waitedOut !== null && sessionOf(new Date(asOf)) > waitedOut;
}

function mayArm({ lastCrossing }: StoredAlert, { quote, isLate }: Observation): boolean {
  if (isLate) return false;
  if (lastCrossing === null || marketOf(lastCrossing.source) !== marketOf(quote.source)) return true;
  return new Date(quote.asOf) > new Date(lastCrossing.asOf);
}

function fired(alert: StoredAlert, value: number, observation: Observation): StoredAlert {
  const { quote, now } = observation;
  const { repeat, cooldownMinutes } = alert;
  return {
    ...alert,
    state: repeat ? 'waiting' : 'triggered',
    armedSince: null,
    restsUntil: repeat ? restEnd(now, cooldownMinutes) : null,
    lastTriggeredAt: now.toISOString(),
    lastCrossing: { asOf: quote.asOf, source: quote.source },
    untold: triggered(alert, value, observation),
  };
}

/** When the rest of an alert ends that fired at this time. */
export function restEnd(firedAt: Date, cooldownMinutes: number | null): string | null {
  return cooldownMinutes === null
    ? null
    : new Date(firedAt.getTime() + cooldownMinutes * 60_000).toISOString();
}

function triggered(
  alert: StoredAlert,
  value: number,
  { quote, indicators, run }: Observation,
): EventOf<'alert.triggered.v1'> {
  return makeEvent({
    type: 'alert.triggered.v1',
    id: `${alert.id}#${alert.armGeneration}`,
    source: 'stock-updater',
    subject: alert.symbol,
    time: new Date(run.startedAt),
    correlationId: run.correlationId,
    data: {
      alertId: alert.id,
      userId: alert.userId,
      symbol: alert.symbol,
      kind: alert.kind,
      direction: alert.direction,
      threshold: alert.threshold,
      note: alert.note,
      value: toldValue(alert, value),
      basePrice: alert.basePrice,
      repeat: alert.repeat,
      cooldownMinutes: alert.cooldownMinutes,
      price: quote.price,
      currency: quote.currency,
      changePercent: quote.changePercent,
      volume: quote.volume,
      average50: indicators?.average50 ?? null,
      average200: indicators?.average200 ?? null,
      asOf: quote.asOf,
      source: quote.source,
    },
  });
}
