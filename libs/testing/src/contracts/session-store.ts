import type { SessionStore, StoredSession } from '@marketscope/domain';
import { expect, it } from 'vitest';

const start = new Date('2026-11-20T15:00:00.000Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

function aSession(parts: Partial<StoredSession> = {}): StoredSession {
  return {
    id: 'session',
    userId: 'ada',
    createdAt: start.toISOString(),
    expiresAt: later(3600),
    tokenDigest: 'first',
    successorKey: 'key',
    replaced: null,
    ...parts,
  };
}

/** What every SessionStore does; each test gets a store of its own. */
export function sessionStoreContract(makeStore: () => Promise<SessionStore>): void {
  it('gives back a session until it ends, and not from then on', async () => {
    const store = await makeStore();
    await store.create(aSession());
    expect(await store.get('session', later(3599))).toEqual(aSession());
    expect(await store.get('session', later(3600))).toBeUndefined();
  });

  it('replaces a token once, however many try at the same time', async () => {
    const store = await makeStore();
    await store.create(aSession());
    const tries = await Promise.all(
      ['a', 'b', 'c'].map((to) => store.rotate('session', { from: 'first', to, at: later(60) })),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store.get('session', start)).toEqual(
      aSession({
        tokenDigest: ['a', 'b', 'c'][tries.indexOf(true)] ?? '',
        replaced: { digest: 'first', at: later(60).toISOString() },
      }),
    );
  });

  it('ends a session, and replaces no token of one that has ended', async () => {
    const store = await makeStore();
    await store.create(aSession());
    await store.delete('session');
    expect(await store.get('session', start)).toBeUndefined();
    expect(await store.rotate('session', { from: 'first', to: 'second', at: start })).toBe(false);
    expect(await store.get('session', start)).toBeUndefined();
    await expect(store.delete('session')).resolves.toBeUndefined();
  });
}
