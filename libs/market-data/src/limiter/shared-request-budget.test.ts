import type { RateLimitStore, RequestRule } from '@marketscope/domain';
import { createFakeRateLimitStore } from '@marketscope/testing';
import { expect, it, vi } from 'vitest';
import { createSharedRequestBudget } from './shared-request-budget.ts';

const rule: RequestRule = { limit: 10, windowMs: 60_000, usableMs: 1000, allowanceMs: 2000 };

/** Processes that share a limit, on a clock that goes on when it is told to. */
function setUp(store: RateLimitStore = createFakeRateLimitStore()) {
  let time = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    store,
    process: () =>
      createSharedRequestBudget({
        store,
        key: 'alpaca',
        rule,
        now: () => time,
        pause: (ms, signal) =>
          new Promise((wake, reject) => {
            sleepers.push({ until: time + ms, wake });
            signal?.addEventListener('abort', reject, { once: true });
          }),
      }),
    /** Lets time pass, waking whoever waits for what has come; all at once as in a frozen process when `frozen`. */
    async pass(ms: number, { frozen = false } = {}) {
      const end = time + ms;
      await settle();
      if (frozen) time = end;
      for (;;) {
        const next = sleepers.filter(({ until }) => until <= end).toSorted((a, b) => a.until - b.until)[0];
        if (!next) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        time = Math.max(time, next.until);
        next.wake();
        await settle();
      }
      time = end;
    },
    /** Lets time pass for somebody who is busy. */
    jump: (ms: number) => void (time += ms),
    /** Takes calls one by one; tells when each was had. */
    takes(budget: ReturnType<typeof createSharedRequestBudget>, count: number, had: number[] = []): number[] {
      for (let call = 0; call < count; call += 1) void budget.take(1).then(() => had.push(time));
      return had;
    },
  };
}

it('lets processes make calls at once while there are any, and the others when the window has passed', async () => {
  const { process, takes, pass } = setUp();
  const [one, two] = [takes(process(), 6), takes(process(), 8)];
  await pass(1000);
  expect(one.length + two.length).toBe(10);
  await pass(61_999);
  expect(one.length + two.length).toBe(10);
  await pass(2000);
  expect([one.length, two.length]).toEqual([6, 8]);
  expect(Math.max(...one, ...two)).toBeLessThan(64_500);
});

it('leaves no process without, however many calls the others want', async () => {
  const { process, takes, pass } = setUp();
  const greedy = takes(process(), 100);
  await pass(1000);
  const modest = takes(process(), 1);
  await pass(70_000);
  expect(modest).toHaveLength(1);
  expect(greedy.length).toBeLessThan(20);
});

it('gives several calls together, and refuses more than there ever are', async () => {
  const { process, takes, pass } = setUp();
  const budget = process();
  takes(budget, 4);
  await pass(1000);
  const all = vi.fn();
  void budget.take(8).then(all);
  await pass(61_000);
  expect(all).not.toHaveBeenCalled();
  await pass(2000);
  expect(all).toHaveBeenCalled();
  await expect(budget.take(11)).rejects.toThrow(RangeError);
});

it('gives back what was booked for somebody who left', async () => {
  const { process, takes, pass, store } = setUp();
  takes(process(), 10);
  await pass(1000);
  const leaving = new AbortController();
  const left = process().take(1, leaving.signal);
  const stayed = takes(process(), 1);
  await pass(10_000);
  expect((await store.booked('alpaca')).bookings).toHaveLength(4);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ name: 'MarketDataError', code: 'rate-limited' });
  await pass(1000);
  expect((await store.booked('alpaca')).bookings).toHaveLength(3);
  await pass(60_000);
  expect(stayed).toHaveLength(1);
});

it('gives who comes meanwhile the booking of somebody who left, and not before its time', async () => {
  const { process, takes, pass } = setUp();
  const budget = process();
  takes(budget, 10);
  await pass(1000);
  const leaving = new AbortController();
  const left = budget.take(1, leaving.signal);
  await pass(10_000);
  leaving.abort();
  const later = takes(budget, 1);
  await expect(left).rejects.toMatchObject({ code: 'rate-limited' });
  await pass(51_000);
  expect(later).toEqual([]);
  await pass(2000);
  expect(later).toHaveLength(1);
});

it('uses no booking whose time has passed while the process stood still', async () => {
  const { process, takes, pass, store } = setUp();
  const budget = process();
  takes(budget, 10);
  await pass(1000);
  const [late] = [takes(budget, 1)];
  await pass(100_000, { frozen: true });
  await pass(0);
  await pass(60_000);
  expect(late).toEqual([139_000]);
  expect((await store.booked('alpaca')).bookings.map(({ from }) => from)).toEqual([63_000, 139_000]);
});

it('books ahead while the store is slow', async () => {
  const store = createFakeRateLimitStore();
  const { process, takes, pass, jump } = setUp(store);
  const budget = process();
  const { replaceBooked } = store;
  const slow = vi.spyOn(store, 'replaceBooked').mockImplementation(async (...write) => {
    jump(1500);
    return replaceBooked(...write);
  });
  const had = takes(budget, 1);
  await pass(0);
  expect(had).toEqual([3000]);
  expect(slow).toHaveBeenCalledTimes(2);
});

it('asks nothing for somebody who has left already', async () => {
  const { process, store } = setUp();
  await expect(process().take(1, AbortSignal.abort())).rejects.toMatchObject({ code: 'rate-limited' });
  expect((await store.booked('alpaca')).version).toBeUndefined();
});

it('fails those who wait when the store fails, and serves those who come after', async () => {
  const store = createFakeRateLimitStore();
  vi.spyOn(store, 'booked').mockRejectedValueOnce(new Error('throttled'));
  const budget = setUp(store).process();
  await expect(budget.take(1)).rejects.toMatchObject({ code: 'provider-unavailable' });
  await expect(budget.take(1)).resolves.toBeUndefined();
});
