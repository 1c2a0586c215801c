import {
  conditionFaults,
  type Alert,
  type AlertPatch,
  type AlertPreview,
  type AlertRequest,
} from '@marketscope/contracts';
import { PersonalLimitError } from '../accounts/personal-limit-error.ts';
import type { Leases } from '../leases/leases.ts';
import { MarketDataError } from '../market/market-data-provider.ts';
import type { MarketReader } from '../market/market-reader.ts';
import { isMet } from './alert-condition.ts';
import { AlertRefusal, refuseFaults } from './alert-refusal.ts';
import type { AlertStore } from './alert-store.ts';
import { conditionWords } from './condition-words.ts';
import { edited, needsSighting, pastFaults, sleepFaults } from './edited.ts';
import { newAlert } from './new-alert.ts';
import { toldValue } from './observed-values.ts';
import { pastFirings } from './preview.ts';
import { sight } from './sighting.ts';
import { isLive, presented, type StoredAlert } from './stored-alert.ts';

/** Alerts that one person can have, those that have fired included. */
export const MAX_ALERTS = 200;

/** How often a change is tried anew when an update, or the person, changes the alert at the same time. */
const EDIT_TRIES = 5;

/** What a person can do with their own alerts, through the API and through the assistant's tools alike. */
export interface AlertActions {
  /**
   * Makes an alert. One whose value nobody can tell just now is accepted as `waiting`. Asked for once more, the one that is
   * there is answered, and `made` is false.
   * @throws MarketDataError `unknown-symbol`; any, when a base price is needed and no price is known
   * @throws PersonalLimitError `too-many-alerts`
   * @throws AlertRefusal `invalid-alert`; `alert-exists` when one waits for the same in another way
   * @throws LeaseHeldError when the same one is being made just now
   */
  create(userId: string, request: AlertRequest): Promise<{ alert: Alert; made: boolean }>;
  /** Newest first. */
  list(userId: string): Promise<Alert[]>;
  /**
   * Changes an alert; undefined when there is none.
   * @throws AlertRefusal any; `alert-exists` when it would come to wait for what another waits for
   * @throws LeaseHeldError when one that waits for the same is being made just now
   */
  edit(userId: string, alertId: string, patch: AlertPatch): Promise<Alert | undefined>;
  /** Tells whether there was one. */
  delete(userId: string, alertId: string): Promise<boolean>;
  /**
   * How often an alert would have fired over the last year.
   * @throws AlertRefusal `invalid-alert`
   * @throws MarketDataError when the symbol's history can't be had
   */
  preview(request: AlertRequest): Promise<AlertPreview>;
}

/** @param ports.newId makes ids that sort by time */
export function createAlertActions(ports: {
  alerts: AlertStore;
  market: Pick<MarketReader, 'quote' | 'history'>;
  leases: Leases;
  newId: () => string;
  clock: () => Date;
}): AlertActions {
  const { alerts, market, leases, clock } = ports;

  /** Does what has an alert watch, while no other is made to wait for the same. */
  const watchingAlone = <Answer>(alert: StoredAlert, work: () => Promise<Answer>): Promise<Answer> =>
    leases.holding(`alert#${conditionKey(alert)}`, work);

  return {
    async create(userId, request) {
      refuseFaults([
        ...conditionFaults(request),
        ...pastFaults(request, clock()),
        ...sleepFaults(request, clock()),
      ]);
      const sighting = await sight(market, request);
      if (request.kind === 'base-percent' && request.basePrice === null && sighting.quote === undefined)
        throw new MarketDataError(
          'provider-unavailable',
          `no price of ${request.symbol} to measure from is known`,
        );
      const made = newAlert(request, { alertId: ports.newId(), userId, sighting, now: clock() });
      return watchingAlone(made, async () => {
        const existing = await alerts.list(userId);
        const same = watchingSame(made, existing, clock());
        if (same && isSame(same, made)) return { alert: presented(same, clock()), made: false };
        if (same) throw existsAlready(same);
        if (existing.length >= MAX_ALERTS)
          throw new PersonalLimitError(
            'too-many-alerts',
            `You have ${MAX_ALERTS} alerts, the most a person can have. Delete one to make room for another.`,
          );
        await alerts.create(made);
        return { alert: presented(made, clock()), made: true };
      });
    },

    async list(userId) {
      const now = clock();
      return (await alerts.list(userId)).map((stored) => presented(stored, now));
    },

    async edit(userId, alertId, patch) {
      for (let tries = 0; tries < EDIT_TRIES; tries += 1) {
        const stored = await alerts.get(userId, alertId);
        if (!stored) return undefined;
        const sighting = needsSighting(patch)
          ? await sight(market, stored)
          : { quote: undefined, value: undefined };
        const next = edited(stored, patch, { sighting, now: clock() });
        const replace = (): Promise<StoredAlert | undefined> => alerts.replace(stored, next);
        const replaced = await (watchesOtherwise(stored, next, clock())
          ? watchingAlone(next, async () => {
              const same = watchingSame(next, await alerts.list(userId), clock());
              if (same) throw existsAlready(same);
              return replace();
            })
          : replace());
        if (replaced) return presented(next, clock());
      }
      throw new AlertRefusal('alert-changed', 'This alert is being changed just now. Try again.');
    },

    delete: (userId, alertId) => alerts.delete(userId, alertId),

    async preview(request) {
      refuseFaults(pastFaults(request, clock()));
      const [sighting, history] = await Promise.all([
        sight(market, request),
        market.history(request.symbol, '2y'),
      ]);
      const measuredFrom =
        request.basePrice ?? sighting.quote?.price ?? history.candles.at(-1)?.close ?? null;
      const basePrice = request.kind === 'base-percent' ? measuredFrom : null;
      const asked = { ...request, basePrice };
      const { firings, sessions, from, to } = pastFirings(asked, history.candles);
      const { value } = sighting;
      return {
        wouldHaveFired: firings.length,
        firings,
        sessions,
        from,
        to,
        basePrice,
        now:
          value === undefined
            ? { value: null, met: null }
            : { value: toldValue(asked, value), met: isMet(asked, value) },
      };
    },
  };
}

/** Another alert of the person's that may fire yet and waits for the same. */
function watchingSame(alert: StoredAlert, own: readonly StoredAlert[], now: Date): StoredAlert | undefined {
  return own.find((one) => one.id !== alert.id && isLive(presented(one, now)) && waitsForSame(one, alert));
}

/** Whether a change has an alert wait for something else, or watch when it had ended. */
function watchesOtherwise(before: StoredAlert, next: StoredAlert, now: Date): boolean {
  if (!isLive(presented(next, now))) return false;
  return !isLive(presented(before, now)) || !waitsForSame(before, next);
}

function existsAlready(same: StoredAlert): AlertRefusal {
  return new AlertRefusal(
    'alert-exists',
    `You have an alert for just this already: ${same.symbol} is ${conditionWords(same)}. Change or delete that one instead.`,
    { existing: same.id },
  );
}

function waitsForSame(one: StoredAlert, other: StoredAlert): boolean {
  return conditionKey(one) === conditionKey(other);
}

/** Whose an alert is and what it waits for, in one text. */
function conditionKey({ userId, symbol, kind, direction, threshold, basePrice }: StoredAlert): string {
  return JSON.stringify([userId, symbol, kind, direction, threshold, basePrice]);
}

function isSame(one: StoredAlert, other: StoredAlert): boolean {
  const fields = ['repeat', 'cooldownMinutes', 'snoozedUntil', 'expiresAt', 'note'] as const;
  return fields.every((field) => one[field] === other[field]);
}
