import { setTimeout as timer } from 'node:timers/promises';
import {
  countingAt,
  earliestBooking,
  MarketDataError,
  type RateLimitStore,
  type RequestBooking,
  type RequestBudget,
  type RequestRule,
} from '@marketscope/domain';

/** Calls that are booked together at the most: few, so that no process holds up the others for long. */
const LOT = 5;

/** Milliseconds that a process waits before it tries again to book what another changed meanwhile: up to, and growing to. */
const AGAIN_WITHIN_MS = { first: 20, most: 500 };

/** Milliseconds that bookings are kept after the last of them counts, for clocks that differ. */
const KEPT_FOR_MS = 5 * 60_000;

/** Who waits for calls. */
interface Waiter {
  calls: number;
  go(): void;
  fail(error: unknown): void;
}

/**
 * A budget of calls that all processes share: each books its next calls in the store, for the earliest time that keeps the
 * limit in every window as the server sees it, and makes them when that time comes. Bookings are made in small lots, one at
 * a time in each process and for calls that are waited for, so that processes take turns and none is left without. A
 * booking whose time passed before it could be used lapses; one that nobody waits for any more is given back.
 * @param options.key the limit's name in the store
 * @param options.now milliseconds of the wall clock
 * @param options.pause waits that many milliseconds, or rejects when the signal ends
 */
export function createSharedRequestBudget({
  store,
  key,
  rule,
  now = Date.now,
  pause = (ms, signal) => timer(ms, undefined, signal && { signal }),
  newId = () => crypto.randomUUID(),
}: {
  store: RateLimitStore;
  key: string;
  rule: RequestRule;
  now?: () => number;
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
  newId?: () => string;
}): RequestBudget {
  const waiting: Waiter[] = [];
  let serving = false;
  /** Milliseconds that bookings are made ahead, after the store was too slow for one to be used. */
  let ahead = 0;
  let deserted = new AbortController();

  async function serve(): Promise<void> {
    serving = true;
    // Those who come in the same instant share a lot.
    await Promise.resolve();
    try {
      while (waiting.length > 0) {
        const booking = await book();
        while (waiting.length > 0 && now() < booking.from) await until(booking.from);
        if (waiting.length === 0) await giveBack(booking);
        else if (now() <= booking.from + rule.usableMs) {
          ahead /= 2;
          handOut(booking.calls);
        } else ahead = Math.min(now() - booking.from, rule.windowMs);
      }
    } catch (error) {
      const failure = new MarketDataError('provider-unavailable', `the budget of ${key} can't be had`, {
        cause: error,
      });
      for (const waiter of waiting.splice(0)) waiter.fail(failure);
    } finally {
      serving = false;
    }
  }

  /** Calls of those who wait longest, as many as make a lot. */
  function nextLot(): number {
    let calls = waiting[0]?.calls ?? 0;
    for (const waiter of waiting.slice(1)) {
      if (calls + waiter.calls > LOT) break;
      calls += waiter.calls;
    }
    return calls;
  }

  function handOut(calls: number): void {
    let left = calls;
    for (let first = waiting[0]; first && first.calls <= left; first = waiting[0]) {
      left -= first.calls;
      waiting.shift();
      first.go();
    }
  }

  async function book(): Promise<RequestBooking> {
    const wanted = { id: newId(), least: waiting[0]?.calls ?? 0, most: nextLot() };
    for (let tries = 0; ; tries += 1) {
      const seen = await store.booked(key);
      const at = now();
      const counting = countingAt(seen.bookings, at, rule);
      const booking = earliestBooking(counting, { ...wanted, now: at + ahead }, rule);
      if (await replace(seen, [...counting, booking])) return booking;
      await pause(Math.random() * Math.min(AGAIN_WITHIN_MS.first * 2 ** tries, AGAIN_WITHIN_MS.most));
    }
  }

  /** Takes back a booking that nobody waits for; one that can't be, or whose time has come, lapses. */
  async function giveBack(booking: RequestBooking): Promise<void> {
    try {
      while (now() < booking.from) {
        const seen = await store.booked(key);
        const others = seen.bookings.filter(({ id }) => id !== booking.id);
        if (await replace(seen, others)) return;
      }
    } catch {
      // Who comes next will be told that the store fails.
    }
  }

  function replace(
    seen: Awaited<ReturnType<RateLimitStore['booked']>>,
    bookings: RequestBooking[],
  ): Promise<boolean> {
    const last = Math.max(now(), ...bookings.map((booking) => booking.until + rule.windowMs));
    return store.replaceBooked(key, seen, {
      version: newId(),
      bookings,
      expiresAt: new Date(last + KEPT_FOR_MS),
    });
  }

  /** Waits for a time of the wall clock, or until nobody waits any more. */
  async function until(time: number): Promise<void> {
    deserted = new AbortController();
    await pause(time - now(), deserted.signal).catch(() => undefined);
  }

  return {
    take(calls, signal) {
      return new Promise<void>((resolve, reject) => {
        const giveUp = (): void => {
          const position = waiting.indexOf(waiter);
          if (position >= 0) waiting.splice(position, 1);
          if (waiting.length === 0) deserted.abort();
          reject(
            new MarketDataError('rate-limited', `the limit of ${key} left no call in time`, {
              cause: signal?.reason,
            }),
          );
        };
        const waiter: Waiter = {
          calls,
          go() {
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
          fail(error) {
            signal?.removeEventListener('abort', giveUp);
            reject(error);
          },
        };
        if (calls > rule.limit)
          return reject(new RangeError(`${calls} calls at once are over the limit of ${rule.limit}`));
        if (signal?.aborted) return giveUp();
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(waiter);
        if (!serving) void serve();
      });
    },
  };
}
