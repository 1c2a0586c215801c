import type { RestartStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const at = (seconds: number): Date => new Date(Date.parse('2026-11-21T00:05:00.000Z') + seconds * 1000);
const lease = (from: number, until: number) => ({ now: at(from), until: at(until) });

/** What every RestartStore does; each test gets a store of its own. */
export function restartStoreContract(makeStore: () => Promise<RestartStore>): void {
  it('gives the restart of a run to one of many who claim it at once', async () => {
    const store = await makeStore();
    const claims = await Promise.all([1, 2, 3, 4].map(() => store.claim('daily-1', lease(0, 60))));
    expect(claims.toSorted()).toEqual(['claimed', 'held', 'held', 'held']);
    expect(await store.claim('daily-2', lease(0, 60))).toBe('claimed');
  });

  it('lets a claim be taken over when its lease ran out, and no sooner', async () => {
    const store = await makeStore();
    await store.claim('daily-1', lease(0, 60));
    expect(await store.claim('daily-1', lease(59, 119))).toBe('held');
    expect(await store.claim('daily-1', lease(60, 120))).toBe('claimed');
    expect(await store.claim('daily-1', lease(119, 179))).toBe('held');
  });

  it('gives no restart twice once it was done', async () => {
    const store = await makeStore();
    await store.claim('daily-1', lease(0, 60));
    await store.markDone('daily-1', at(1));
    expect(await store.claim('daily-1', lease(2, 62))).toBe('done');
    expect(await store.claim('daily-1', lease(86_400, 86_460))).toBe('done');
  });

  it('refuses to mark what nobody claimed', async () => {
    await expect((await makeStore()).markDone('never', at(0))).rejects.toThrow();
  });
}
