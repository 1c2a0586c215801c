import type { RateLimitStore, RequestBooking } from '@marketscope/domain';
import { expect, it } from 'vitest';

const expiresAt = new Date('2026-11-20T15:05:00.000Z');
const booking: RequestBooking = {
  id: 'one',
  calls: 5,
  from: 1_795_186_800_123,
  until: 1_795_186_803_123,
};

/** What every RateLimitStore does; each test gets a store of its own. */
export function rateLimitStoreContract(makeStore: () => Promise<RateLimitStore>): void {
  it('keeps the bookings of each limit apart', async () => {
    const store = await makeStore();
    const none = await store.booked('alpaca');
    expect(none).toEqual({ version: undefined, bookings: [] });
    const next = { version: 'v1', bookings: [booking, { ...booking, id: 'two' }], expiresAt };
    expect(await store.replaceBooked('alpaca', none, next)).toBe(true);
    expect(await store.booked('alpaca')).toEqual({ version: 'v1', bookings: next.bookings });
    expect(await store.booked('another')).toEqual(none);
  });

  it('lets one of several at the same time book, time after time', async () => {
    const store = await makeStore();
    for (let round = 0; round < 3; round += 1) {
      const seen = await store.booked('alpaca');
      const tries = await Promise.all(
        [1, 2, 3].map((writer) =>
          store.replaceBooked('alpaca', seen, {
            version: `${round} of ${writer}`,
            bookings: [...seen.bookings, { ...booking, id: `${round} of ${writer}` }],
            expiresAt,
          }),
        ),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
    }
    expect((await store.booked('alpaca')).bookings.map(({ id }) => id.slice(0, 1))).toEqual(['0', '1', '2']);
  });

  it('takes nothing that was made of an older state', async () => {
    const store = await makeStore();
    const none = await store.booked('alpaca');
    await store.replaceBooked('alpaca', none, { version: 'v1', bookings: [booking], expiresAt });
    const first = await store.booked('alpaca');
    await store.replaceBooked('alpaca', first, { version: 'v2', bookings: [], expiresAt });
    for (const seen of [none, first])
      expect(
        await store.replaceBooked('alpaca', seen, { version: 'v3', bookings: [booking], expiresAt }),
      ).toBe(false);
    expect(await store.booked('alpaca')).toEqual({ version: 'v2', bookings: [] });
  });
}
