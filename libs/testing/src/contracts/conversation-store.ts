import type { ConversationStore, StoredConversation } from '@marketscope/domain';
import { expect, it } from 'vitest';

const soon = (): Date => new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
const past = (): Date => new Date(Date.now() - 60_000);

function aConversation(parts: Partial<StoredConversation>): StoredConversation {
  return {
    id: '01A',
    userId: 'ada',
    title: 'Prices',
    createdAt: '2026-11-20T15:00:00.000Z',
    updatedAt: '2026-11-20T15:00:00.000Z',
    expiresAt: soon(),
    ...parts,
  };
}

/** What every ConversationStore does; each test gets a store of its own, or at least its own users' part of one. */
export function conversationStoreContract(makeStore: () => Promise<ConversationStore>): void {
  it('gives back a conversation to whom it belongs, and to nobody else', async () => {
    const store = await makeStore();
    const made = aConversation({});
    await store.create(made);
    expect(await store.get('ada', '01A')).toEqual(made);
    expect(await store.get('eve', '01A')).toBeUndefined();
  });

  it('lists newest first, page by page', async () => {
    const store = await makeStore();
    for (const id of ['01A', '01B', '01C']) await store.create(aConversation({ id }));
    await store.create(aConversation({ id: '01D', userId: 'eve' }));
    const first = await store.list('ada', { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['01C', '01B']);
    const second = await store.list('ada', { limit: 2, cursor: first.next });
    expect(second.items.map(({ id }) => id)).toEqual(['01A']);
    expect(second.next).toBeUndefined();
  });

  it.each(['', '!', 'x'.repeat(2048)])(
    'begins with the newest for a cursor that is none: %.5s',
    async (cursor) => {
      const store = await makeStore();
      await store.create(aConversation({}));
      expect((await store.list('ada', { limit: 2, cursor })).items).toEqual([
        aConversation({ expiresAt: expect.any(Date) }),
      ]);
    },
  );

  it('changes what is given and keeps the rest', async () => {
    const store = await makeStore();
    await store.create(aConversation({}));
    const renamed = await store.update('ada', '01A', { title: 'Apple' });
    expect(renamed).toEqual(aConversation({ title: 'Apple', expiresAt: expect.any(Date) }));
    const expiresAt = soon();
    await store.update('ada', '01A', { updatedAt: '2026-11-21T00:00:00.000Z', expiresAt });
    expect(await store.get('ada', '01A')).toEqual(
      aConversation({ title: 'Apple', updatedAt: '2026-11-21T00:00:00.000Z', expiresAt }),
    );
  });

  it('does not make a conversation by changing it', async () => {
    const store = await makeStore();
    expect(await store.update('ada', '01A', { title: 'Apple' })).toBeUndefined();
    expect(await store.get('ada', '01A')).toBeUndefined();
  });

  it('deletes once', async () => {
    const store = await makeStore();
    await store.create(aConversation({}));
    expect(await store.delete('eve', '01A')).toBe(false);
    expect(await store.delete('ada', '01A')).toBe(true);
    expect(await store.delete('ada', '01A')).toBe(false);
    expect(await store.get('ada', '01A')).toBeUndefined();
  });

  it('has no expired conversation, though it may still be stored', async () => {
    const store = await makeStore();
    await store.create(aConversation({ expiresAt: past() }));
    expect(await store.get('ada', '01A')).toBeUndefined();
    expect((await store.list('ada', { limit: 10 })).items).toEqual([]);
    expect(await store.update('ada', '01A', { title: 'Apple', expiresAt: soon() })).toBeUndefined();
    expect(await store.delete('ada', '01A')).toBe(false);
  });
}
