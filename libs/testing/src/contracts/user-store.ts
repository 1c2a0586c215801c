import type { StoredUser, UserStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** An account, with the parts that matter to a test. */
export function aUser(parts: Partial<StoredUser> = {}): StoredUser {
  return {
    id: 'ada',
    email: 'ada@example.com',
    name: 'Ada',
    createdAt: '2026-11-20T15:00:00.000Z',
    passwordHash: '$argon2id$…',
    announcedAt: null,
    ...parts,
  };
}

/** What every UserStore does; each test gets a store of its own. */
export function userStoreContract(makeStore: () => Promise<UserStore>): void {
  it('gives back an account by its id and by its address', async () => {
    const store = await makeStore();
    expect(await store.create(aUser())).toBe(true);
    expect(await store.get('ada')).toEqual(aUser());
    expect(await store.getByEmail('ada@example.com')).toEqual(aUser());
  });

  it('knows nobody who was not created', async () => {
    const store = await makeStore();
    expect(await store.get('eve')).toBeUndefined();
    expect(await store.getByEmail('eve@example.com')).toBeUndefined();
  });

  it('gives an address to one account, however many ask for it at the same time', async () => {
    const store = await makeStore();
    const ids = ['1', '2', '3', '4', '5'];
    const created = await Promise.all(ids.map((id) => store.create(aUser({ id }))));
    expect(created.filter(Boolean)).toHaveLength(1);
    const owner = ids[created.indexOf(true)];
    expect((await store.getByEmail('ada@example.com'))?.id).toBe(owner);
    const existing = await Promise.all(ids.map((id) => store.get(id)));
    expect(existing.map((user) => user?.id)).toEqual(ids.map((id) => (id === owner ? id : undefined)));
  });

  it('creates the same account again without a complaint', async () => {
    const store = await makeStore();
    await store.create(aUser());
    expect(await store.create(aUser())).toBe(true);
    expect(await store.get('ada')).toEqual(aUser());
  });

  it('notes that an account was announced', async () => {
    const store = await makeStore();
    await store.create(aUser());
    await store.markAnnounced('ada', new Date('2026-11-20T15:00:01.000Z'));
    expect(await store.get('ada')).toEqual(aUser({ announcedAt: '2026-11-20T15:00:01.000Z' }));
  });

  it('makes no account by noting that one was announced', async () => {
    const store = await makeStore();
    await expect(store.markAnnounced('eve', new Date())).rejects.toThrow();
    expect(await store.get('eve')).toBeUndefined();
  });
}
