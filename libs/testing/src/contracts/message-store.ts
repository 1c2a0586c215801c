import type { MessageStore, StoredMessage } from '@marketscope/domain';
import { expect, it } from 'vitest';

const soon = (): Date => new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

function aMessage(parts: Partial<StoredMessage>): StoredMessage {
  return {
    id: '01A',
    conversationId: 'talk',
    role: 'assistant',
    text: '',
    createdAt: '2026-11-20T15:00:00.000Z',
    state: 'writing',
    citations: [],
    toolCalls: [],
    model: 'built-in analyst',
    expiresAt: soon(),
    ...parts,
  };
}
const answered = {
  text: 'AAPL is at $139.35.',
  state: 'complete',
  citations: [
    { kind: 'quote', symbol: 'AAPL', source: 'replay', asOf: '2026-11-20T21:00:00.000Z', stale: false },
  ],
  toolCalls: [
    {
      id: 'call-1',
      name: 'get_quote',
      arguments: { symbols: ['AAPL'] },
      outcome: { ok: true, result: { quotes: [{ symbol: 'AAPL', price: 139.35, volume: null }] } },
    },
  ],
  model: 'built-in analyst',
} satisfies Partial<StoredMessage>;

/** What every MessageStore does; each test gets a store of its own. */
export function messageStoreContract(makeStore: () => Promise<MessageStore>): void {
  it('gives back a message as it was stored', async () => {
    const store = await makeStore();
    const made = aMessage(answered);
    await store.create(made);
    expect(await store.get('talk', '01A')).toEqual(made);
    expect(await store.get('other talk', '01A')).toBeUndefined();
  });

  it('reads the newest messages of one conversation, oldest first', async () => {
    const store = await makeStore();
    for (const id of ['01C', '01A', '01B']) await store.create(aMessage({ id, text: id }));
    await store.create(aMessage({ id: '01D', conversationId: 'other talk' }));
    expect((await store.newest('talk', 2)).map(({ text }) => text)).toEqual(['01B', '01C']);
    expect(await store.newest('talk', 10)).toHaveLength(3);
  });

  it('saves an answer while it is written, and keeps it once it is settled', async () => {
    const store = await makeStore();
    await store.create(aMessage({}));
    const partial = { ...answered, text: 'AAPL', state: 'writing' as const };
    expect(await store.saveProgress('talk', '01A', partial)).toBe(true);
    expect(await store.saveProgress('talk', '01A', answered)).toBe(true);
    expect(await store.saveProgress('talk', '01A', { ...answered, text: 'too late' })).toBe(false);
    expect(await store.get('talk', '01A')).toMatchObject(answered);
  });

  it('removes all messages of a conversation, and a writer can’t bring one back', async () => {
    const store = await makeStore();
    const ids = Array.from({ length: 60 }, (_, index) => `01A${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map((id) => store.create(aMessage({ id }))));
    await store.create(aMessage({ id: '01B', conversationId: 'other talk' }));
    await store.deleteAll('talk');
    expect(await store.newest('talk', 100)).toEqual([]);
    expect(await store.saveProgress('talk', '01A00', answered)).toBe(false);
    expect(await store.newest('other talk', 100)).toHaveLength(1);
  });

  it('has no expired message, though it may still be stored', async () => {
    const store = await makeStore();
    await store.create(aMessage({ expiresAt: new Date(Date.now() - 60_000) }));
    await store.create(aMessage({ id: '01B' }));
    expect(await store.get('talk', '01A')).toBeUndefined();
    expect((await store.newest('talk', 1)).map(({ id }) => id)).toEqual(['01B']);
    expect(await store.newest('talk', 10)).toHaveLength(1);
  });
}
