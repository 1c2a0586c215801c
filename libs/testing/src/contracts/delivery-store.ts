import { randomUUID } from 'node:crypto';
import type { Delivery, DeliveryStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const DAY_MS = 86_400_000;

/** What every DeliveryStore does. The factory gets the store's clock. */
export function deliveryStoreContract(makeStore: (now: () => Date) => Promise<DeliveryStore>): void {
  async function setUp() {
    let time = new Date('2026-11-20T21:00:00.000Z');
    const store = await makeStore(() => time);
    const delivery: Delivery = {
      eventId: `01ALERT#${randomUUID()}`,
      eventTime: '2026-11-20T20:59:58.000Z',
      userId: 'ada',
      channel: 'email',
    };
    return {
      store,
      delivery,
      after: (ms: number) => void (time = new Date(time.getTime() + ms)),
      leaseOf: (ms: number) => new Date(time.getTime() + ms),
    };
  }

  it('gives a new delivery to one of many who claim it at once', async () => {
    const { store, delivery, leaseOf } = await setUp();
    const until = leaseOf(30_000);
    const claims = await Promise.all(Array.from({ length: 5 }, () => store.claim(delivery, until)));
    expect(claims.filter(({ state }) => state === 'claimed')).toEqual([
      { state: 'claimed', attempt: 1, takenOver: false, eventTime: delivery.eventTime },
    ]);
    expect(claims.filter(({ state }) => state === 'held')).toEqual(Array(4).fill({ state: 'held', until }));
  });

  it('keeps people, channels and events apart', async () => {
    const { store, delivery, leaseOf } = await setUp();
    const others: Delivery[] = [
      delivery,
      { ...delivery, userId: 'bob' },
      { ...delivery, channel: 'inbox' },
      { ...delivery, eventId: randomUUID() },
    ];
    for (const other of others)
      expect(await store.claim(other, leaseOf(1000))).toMatchObject({ state: 'claimed', attempt: 1 });
  });

  it.each([
    { outcome: 'sent' } as const,
    { outcome: 'failed', why: '550 no such mailbox' } as const,
    { outcome: 'skipped', why: 'wants no e-mail of this kind' } as const,
  ])('keeps the receipt %o, which ends the delivery', async (receipt) => {
    const { store, delivery, after, leaseOf } = await setUp();
    await store.claim(delivery, leaseOf(1000));
    expect(await store.receipt(delivery)).toBeUndefined();
    expect(await store.settle(delivery, 1, receipt)).toBe(true);
    after(60_000);
    expect(await store.claim(delivery, leaseOf(1000))).toEqual({ state: 'settled', receipt });
    expect(await store.receipt(delivery)).toEqual(receipt);
  });

  it('lets a claim be taken over when its lease ran out, and no sooner, and says so', async () => {
    const { store, delivery, after, leaseOf } = await setUp();
    const until = leaseOf(1000);
    await store.claim(delivery, until);
    after(999);
    expect(await store.claim(delivery, leaseOf(1000))).toEqual({ state: 'held', until });
    after(1);
    expect(await store.claim(delivery, leaseOf(1000))).toMatchObject({
      state: 'claimed',
      attempt: 2,
      takenOver: true,
    });
  });

  it('hears only the holder of the claim', async () => {
    const { store, delivery, after, leaseOf } = await setUp();
    await store.claim(delivery, leaseOf(1000));
    after(1000);
    await store.claim(delivery, leaseOf(1000));
    expect(await store.settle(delivery, 1, { outcome: 'failed', why: 'too late to say' })).toBe(false);
    expect(await store.release(delivery, 1, 'too late to say')).toBe(false);
    expect(await store.settle(delivery, 2, { outcome: 'sent' })).toBe(true);
    expect(await store.settle(delivery, 2, { outcome: 'failed', why: 'said twice' })).toBe(false);
    expect(await store.receipt(delivery)).toEqual({ outcome: 'sent' });
  });

  it('gives a released claim to the next at once, and does not call that a take-over', async () => {
    const { store, delivery, leaseOf } = await setUp();
    await store.claim(delivery, leaseOf(30_000));
    expect(await store.release(delivery, 1, '451 try later')).toBe(true);
    expect(await store.receipt(delivery)).toBeUndefined();
    expect(await store.claim(delivery, leaseOf(30_000))).toMatchObject({
      state: 'claimed',
      attempt: 2,
      takenOver: false,
    });
  });

  it('remembers the event’s time as it was first heard', async () => {
    const { store, delivery, after, leaseOf } = await setUp();
    await store.claim(delivery, leaseOf(1000));
    after(1000);
    const republished = { ...delivery, eventTime: '2026-11-20T21:05:00.000Z' };
    expect(await store.claim(republished, leaseOf(1000))).toMatchObject({ eventTime: delivery.eventTime });
  });

  it('keeps a receipt for 90 days', async () => {
    const { store, delivery, after, leaseOf } = await setUp();
    await store.claim(delivery, leaseOf(1000));
    await store.settle(delivery, 1, { outcome: 'sent' });
    after(90 * DAY_MS - 1000);
    expect(await store.receipt(delivery)).toEqual({ outcome: 'sent' });
    after(2000);
    expect(await store.receipt(delivery)).toBeUndefined();
    expect(await store.claim(delivery, leaseOf(1000))).toMatchObject({ state: 'claimed', takenOver: false });
  });
}
