import type { SignInAttempts, SignInAttemptStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const start = new Date('2026-11-20T15:00:00.000Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

function attempts(failures: number, parts: Partial<SignInAttempts> = {}): SignInAttempts {
  return { failures, lockedUntil: null, announced: true, expiresAt: later(3600), ...parts };
}

/** What every SignInAttemptStore does; each test gets a store of its own. */
export function signInAttemptStoreContract(makeStore: () => Promise<SignInAttemptStore>): void {
  const email = 'ada@example.com';

  it('remembers an address until it is forgotten, and no other one', async () => {
    const store = await makeStore();
    const locked = attempts(5, { lockedUntil: later(900).toISOString(), announced: false });
    expect(await store.replace(email, undefined, locked, start)).toBe(true);
    expect(await store.get(email, later(3599))).toEqual(locked);
    expect(await store.get(email, later(3600))).toBeUndefined();
    expect(await store.get('eve@example.com', start)).toBeUndefined();
  });

  it('counts each of several attempts at the same time', async () => {
    const store = await makeStore();
    for (let failures = 0; failures < 3; failures++) {
      const seen = failures === 0 ? undefined : attempts(failures);
      const tries = await Promise.all(
        [1, 2, 3].map(() => store.replace(email, seen, attempts(failures + 1), start)),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
    }
    expect(await store.get(email, start)).toEqual(attempts(3));
  });

  it('notes once that a lock was announced', async () => {
    const store = await makeStore();
    const locked = attempts(5, { lockedUntil: later(900).toISOString(), announced: false });
    await store.replace(email, undefined, locked, start);
    const announced = { ...locked, announced: true };
    expect(await store.replace(email, locked, announced, start)).toBe(true);
    expect(await store.replace(email, locked, announced, start)).toBe(false);
  });

  it('begins anew with an address whose failures are forgotten, or were cleared', async () => {
    const store = await makeStore();
    await store.replace(email, undefined, attempts(4), start);
    expect(await store.replace(email, undefined, attempts(1), start)).toBe(false);
    expect(await store.replace(email, undefined, attempts(1, { expiresAt: later(9000) }), later(3600))).toBe(
      true,
    );
    await store.clear(email);
    expect(await store.get(email, start)).toBeUndefined();
    expect(await store.replace(email, undefined, attempts(1), start)).toBe(true);
  });
}
