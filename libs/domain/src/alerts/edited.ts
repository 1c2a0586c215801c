import { conditionFaults, defaultCooldownMinutes, type AlertPatch } from '@marketscope/contracts';
import { AlertRefusal, refuseFaults, type AlertFault } from './alert-refusal.ts';
import { restEnd } from './alert-states.ts';
import { watching } from './new-alert.ts';
import { sessionOf } from './rescaled.ts';
import type { Sighting } from './sighting.ts';
import { isLive, isOver, presented, type StoredAlert } from './stored-alert.ts';

/** Whether what a patch asks for depends on what is known just now. */
export function needsSighting({
  threshold,
  direction,
  rebase,
  rearm,
  snoozedUntil,
  expiresAt,
}: AlertPatch): boolean {
  return (
    threshold !== undefined ||
    direction !== undefined ||
    rebase !== undefined ||
    rearm !== undefined ||
    snoozedUntil === null ||
    expiresAt !== undefined
  );
}

/**
 * An alert as its owner changes it. Another threshold, direction or base price makes it watch anew, also when it had fired;
 * so do `rearm`, the end of a snooze, and a later end of one that had expired. What only a rest or a note concerns leaves it
 * as it is.
 * @throws AlertRefusal `invalid-alert`, `alert-has-fired`, `alert-has-expired`
 */
export function edited(
  alert: StoredAlert,
  patch: AlertPatch,
  { sighting, now }: { sighting: Sighting; now: Date },
): StoredAlert {
  refuseFaults(faultsOf(alert, patch, { sighting, now }));
  const { state } = presented(alert, now);
  const termed = withTerms(withRest(alert, patch), patch, { sighting, now });
  const isOtherwise =
    termed.threshold !== alert.threshold ||
    termed.direction !== alert.direction ||
    termed.basePrice !== alert.basePrice;

  if (patch.snoozedUntil !== undefined && patch.snoozedUntil !== null) {
    if (state === 'triggered' && patch.rearm === undefined)
      throw new AlertRefusal('alert-has-fired', 'This alert has fired and is done. Re-arm it to snooze it.');
    refuseExpired(termed, now);
    return { ...termed, state: 'snoozed', snoozedUntil: patch.snoozedUntil, armedSince: null };
  }
  const endsSnooze = patch.snoozedUntil === null && alert.state === 'snoozed';
  const isRevived = state === 'expired' && !isLive(alert) && patch.expiresAt !== undefined;
  if (patch.rearm !== undefined || endsSnooze || isRevived || (isOtherwise && state !== 'snoozed')) {
    refuseExpired(termed, now);
    return watching(termed, sighting);
  }
  return termed;
}

function faultsOf(
  alert: StoredAlert,
  patch: AlertPatch,
  { sighting, now }: { sighting: Sighting; now: Date },
): AlertFault[] {
  const { kind } = alert;
  const { direction = alert.direction, threshold = alert.threshold, repeat = alert.repeat } = patch;
  const isChanged = patch.direction !== undefined || patch.threshold !== undefined;
  const faults: AlertFault[] = isChanged ? conditionFaults({ kind, direction, threshold }) : [];
  if (patch.cooldownMinutes !== undefined && !repeat)
    faults.push({ field: 'cooldownMinutes', message: 'Only an alert that repeats has a cool-down' });
  if (patch.rebase !== undefined && kind !== 'base-percent')
    faults.push({ field: 'rebase', message: 'Only a base-percent alert has a base price' });
  else if (patch.rebase !== undefined && sighting.quote === undefined)
    faults.push({ field: 'rebase', message: 'No price is known just now to measure from' });
  return [...faults, ...pastFaults(patch, now), ...sleepFaultsOf(alert, patch, now)];
}

function sleepFaultsOf(alert: StoredAlert, patch: AlertPatch, now: Date): AlertFault[] {
  if (patch.snoozedUntil === undefined && patch.expiresAt === undefined) return [];
  const { expiresAt = alert.expiresAt } = patch;
  const field = patch.snoozedUntil === undefined ? 'expiresAt' : 'snoozedUntil';
  return sleepFaults({ snoozedUntil: snoozeOf(alert, patch), expiresAt }, now, field);
}

/** Until when it is snoozed after a change; null for one that isn't. */
function snoozeOf({ state, ...alert }: StoredAlert, { snoozedUntil, rearm }: AlertPatch): string | null {
  if (snoozedUntil !== undefined) return snoozedUntil;
  return state === 'snoozed' && rearm === undefined ? alert.snoozedUntil : null;
}

/** What is wrong with the times of an alert that is to expire in its sleep: it would never watch again. */
export function sleepFaults(
  { snoozedUntil, expiresAt }: Pick<StoredAlert, 'snoozedUntil' | 'expiresAt'>,
  now: Date,
  field: 'snoozedUntil' | 'expiresAt' = 'snoozedUntil',
): AlertFault[] {
  if (snoozedUntil === null || expiresAt === null || isOver(expiresAt, now)) return [];
  if (new Date(snoozedUntil) < new Date(expiresAt)) return [];
  return [
    {
      field,
      message: 'The alert would expire before its snooze ends. Snooze it for less, or give it a later end',
    },
  ];
}

/** Times of a request that should lie ahead, and don't. */
export function pastFaults(
  { snoozedUntil = null, expiresAt = null }: Pick<AlertPatch, 'snoozedUntil' | 'expiresAt'>,
  now: Date,
): AlertFault[] {
  return [
    ...(isOver(snoozedUntil, now)
      ? [{ field: 'snoozedUntil' as const, message: 'A snooze ends in the future' }]
      : []),
    ...(isOver(expiresAt, now)
      ? [{ field: 'expiresAt' as const, message: 'An alert expires in the future' }]
      : []),
  ];
}

/** Its note, its end, and how it repeats: a rest that has begun gets its new length, or is the end. */
function withRest(alert: StoredAlert, patch: AlertPatch): StoredAlert {
  const { repeat = alert.repeat, note = alert.note, expiresAt = alert.expiresAt } = patch;
  const cooldownMinutes = repeat
    ? (patch.cooldownMinutes ?? alert.cooldownMinutes ?? defaultCooldownMinutes(alert.kind))
    : null;
  const next = { ...alert, repeat, cooldownMinutes, note, expiresAt };
  if (alert.restsUntil === null || alert.lastTriggeredAt === null) return next;
  return repeat
    ? { ...next, restsUntil: restEnd(new Date(alert.lastTriggeredAt), cooldownMinutes) }
    : { ...next, state: 'triggered', restsUntil: null };
}

/** What it waits for, and what that is measured from. */
function withTerms(
  alert: StoredAlert,
  { threshold = alert.threshold, direction = alert.direction, rebase }: AlertPatch,
  { sighting: { quote }, now }: { sighting: Sighting; now: Date },
): StoredAlert {
  const basePrice = rebase !== undefined && quote !== undefined ? quote.price : alert.basePrice;
  const isNewMoney =
    (alert.kind === 'price' && threshold !== alert.threshold) || basePrice !== alert.basePrice;
  return {
    ...alert,
    threshold,
    direction,
    basePrice,
    currency: alert.currency ?? quote?.currency ?? null,
    pricesOf: isNewMoney ? sessionOf(quote ? new Date(quote.asOf) : now) : alert.pricesOf,
  };
}

function refuseExpired({ expiresAt }: StoredAlert, now: Date): void {
  if (isOver(expiresAt, now))
    throw new AlertRefusal(
      'alert-has-expired',
      'This alert has expired. Give it a later end, or none, to have it watch again.',
    );
}
