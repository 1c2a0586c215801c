import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countingAt, earliestBooking, type RequestBooking, type RequestRule } from './request-bookings.ts';

const rule: RequestRule = { limit: 10, windowMs: 60_000, usableMs: 1000, allowanceMs: 2000 };
const booking = (calls: number, from: number): RequestBooking => ({
  id: `at ${from}`,
  calls,
  from,
  until: from + 3000,
});

it('lets calls be made at once while there is room', () => {
  expect(earliestBooking([booking(4, 0)], { id: 'b', least: 6, most: 6, now: 500 }, rule)).toEqual({
    id: 'b',
    calls: 6,
    from: 500,
    until: 3500,
  });
});

it('has calls wait until enough of the oldest are out of every window', () => {
  const booked = [booking(4, 0), booking(4, 10_000), booking(2, 20_000)];
  const from = (calls: number): number =>
    earliestBooking(booked, { id: 'b', least: calls, most: calls, now: 30_000 }, rule).from;
  expect([from(1), from(4), from(5), from(10)]).toEqual([63_000, 63_000, 73_000, 83_000]);
});

it('books what there is room for of the calls that are wanted, rather than have all of them wait', () => {
  const booked = [booking(4, 0), booking(3, 10_000)];
  expect(earliestBooking(booked, { id: 'b', least: 1, most: 5, now: 30_000 }, rule)).toMatchObject({
    calls: 3,
    from: 30_000,
  });
});

it('puts nobody before those who booked earlier', () => {
  const booked = [booking(10, 0), booking(8, 63_000)];
  expect(earliestBooking(booked, { id: 'b', least: 1, most: 1, now: 1000 }, rule).from).toBe(63_000);
});

it('forgets what no window can hold any more', () => {
  const booked = [booking(4, 0), booking(4, 1)];
  expect(countingAt(booked, 63_000, rule)).toEqual([booking(4, 1)]);
});

it('refuses what the limit never allows', () => {
  expect(() => earliestBooking([], { id: 'b', least: 11, most: 11, now: 0 }, rule)).toThrow(RangeError);
});

/** Bookings that come one after the other, when in its time each call is made, and what is given back before it comes. */
const histories = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 20_000 }),
    calls: fc
      .tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }))
      .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const),
    lateness: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 10, maxLength: 10 }),
    givesBack: fc.option(fc.nat(5)),
  }),
  { maxLength: 60 },
);

it('never lets a server see more than the limit in any window', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let now = 0;
      let booked: RequestBooking[] = [];
      const callsOf = new Map<string, number[]>();
      for (const [
        n,
        {
          after,
          calls: [least, most],
          lateness,
          givesBack,
        },
      ] of history.entries()) {
        now += after;
        const unused = booked.filter(({ from }) => from > now)[givesBack ?? Infinity];
        if (unused) callsOf.delete(unused.id);
        booked = countingAt(booked, now, rule).filter((each) => each !== unused);
        const next = earliestBooking(booked, { id: String(n), least, most, now }, rule);
        booked.push(next);
        callsOf.set(
          next.id,
          lateness.slice(0, next.calls).map((late) => next.from + late),
        );
      }
      const seen = [...callsOf.values()].flat().toSorted((one, other) => one - other);
      for (const [position, at] of seen.entries())
        expect((seen[position + rule.limit] ?? Infinity) - at).toBeGreaterThanOrEqual(rule.windowMs);
    }),
  );
});

it('lets those who always want more make 95 % of the calls that a minute has', () => {
  const wide = { ...rule, limit: 200 };
  let booked: RequestBooking[] = [];
  let made = 0;
  for (;;) {
    const next = earliestBooking(booked, { id: String(made), least: 1, most: 5, now: 0 }, wide);
    if (next.from >= 60 * 60_000) break;
    booked = [...countingAt(booked, next.from, wide), next];
    made += next.calls;
  }
  expect(made / (60 * 200)).toBeGreaterThan(0.95);
});
