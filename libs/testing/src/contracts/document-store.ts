import type { DocumentStore, IndexingClaim, IndexingOutcome, IndexingStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const at = new Date('2026-11-20T15:00:00.000Z');
const later = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

const key = { ownerId: 'ada', documentId: 'd1' };
const place = { ...key, folder: 'private' as const, name: 'annual-report.pdf' };
const expected = { ...place, uploadedBy: 'ada' };
const times = { at, expiresAt: later(60) };
const indexed: IndexingOutcome = { state: 'indexed', version: 'v1', size: 900, pages: 12, chunks: 40 };

/** What every DocumentStore and the IndexingStore over the same documents do; each test gets stores of its own. */
export function documentStoreContract(
  makeStores: (now: () => Date) => Promise<{ documents: DocumentStore; indexing: IndexingStore }>,
): void {
  let now = at;
  const make = async () => {
    now = at;
    const stores = await makeStores(() => now);
    let claims = 0;
    return {
      ...stores,
      /** Claims `place` for a message. @throws when it is held */
      async claim(messageId = 'm1', until = later(5), when = at): Promise<IndexingClaim> {
        const claim = await stores.indexing.claim(place, {
          token: `token-${(claims += 1)}`,
          messageId,
          now: when,
          until,
        });
        if (claim === 'held') throw new Error('the claim is held');
        return claim;
      },
    };
  };

  it('expects a document until its upload had time enough', async () => {
    const { documents } = await make();
    const document = await documents.expect(expected, times);
    expect(document).toEqual({
      ...expected,
      state: 'pending',
      size: null,
      version: null,
      pages: null,
      chunks: null,
      reason: null,
      progress: null,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    });
    expect(await documents.get(key)).toEqual(document);
    expect((await documents.list('ada', { limit: 10, cursor: undefined })).items).toEqual([document]);
    expect(await documents.some([key, { ...key, documentId: 'none' }])).toEqual([document]);
    now = later(61);
    expect(await documents.get(key)).toBeUndefined();
    expect((await documents.list('ada', { limit: 10, cursor: undefined })).items).toEqual([]);
    expect(await documents.some([key])).toEqual([]);
  });

  it('lists each owner’s documents page by page', async () => {
    const { documents } = await make();
    for (let n = 0; n < 5; n += 1) await documents.expect({ ...expected, documentId: `d${n}` }, times);
    await documents.expect({ ...expected, ownerId: 'bob' }, times);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await documents.list('ada', { limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ documentId }) => documentId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(found).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
    expect(await documents.get({ ownerId: 'bob', documentId: 'd2' })).toBeUndefined();
  });

  it('tells what became of a document, and keeps it from then on', async () => {
    const { documents, indexing, claim } = await make();
    await documents.expect(expected, times);
    const held = await claim();
    expect(held).toMatchObject({ deaths: 0, settledVersion: undefined, wasHidden: false });
    expect(await indexing.progress(key, held.token, { pages: 3, of: 12 }, later(1))).toBe(true);
    expect((await documents.get(key))?.progress).toEqual({ pages: 3, of: 12 });
    expect(await indexing.settle(key, held, indexed, later(2))).toBe('settled');
    now = later(120);
    expect(await documents.get(key)).toMatchObject({
      state: 'indexed',
      version: 'v1',
      size: 900,
      pages: 12,
      chunks: 40,
      progress: null,
      uploadedBy: 'ada',
      updatedAt: later(2).toISOString(),
    });
    expect(await claim()).toMatchObject({ settledVersion: 'v1', deaths: 0 });
  });

  it('keeps what is indexed while the next version is expected and read', async () => {
    const { documents, indexing, claim } = await make();
    await documents.expect(expected, times);
    await indexing.settle(key, await claim(), indexed, at);
    expect(await documents.expect({ ...expected, uploadedBy: 'eve' }, times)).toMatchObject({
      state: 'indexed',
      uploadedBy: 'eve',
    });
    const again = await claim('m2');
    await indexing.progress(key, again.token, null, at);
    expect(await documents.get(key)).toMatchObject({ state: 'pending', version: 'v1', pages: 12 });
  });

  it('leaves nothing of a version that can’t be read, and everything when it may be tried again', async () => {
    const { documents, indexing, claim } = await make();
    await indexing.settle(key, await claim(), indexed, at);
    const failed = { state: 'failed' as const, version: 'v2', size: 7, reason: 'Try later.' };
    await indexing.settle(key, await claim('m2'), { ...failed, isSettled: false }, at);
    expect(await documents.get(key)).toMatchObject({ state: 'failed', reason: 'Try later.', version: 'v1' });
    expect((await claim('m3')).settledVersion).toBe('v1');
    await indexing.settle(key, await claim('m3'), { ...failed, isSettled: true }, at);
    expect(await documents.get(key)).toMatchObject({ state: 'failed', version: null, pages: null });
    expect((await claim('m4')).settledVersion).toBe('v2');
  });

  it('knows a document that came into the bucket another way', async () => {
    const { documents, claim } = await make();
    await claim();
    expect(await documents.get(key)).toMatchObject({ ...place, uploadedBy: null, state: 'pending' });
  });

  it('has one worker at a time, who learns of changes meanwhile', async () => {
    const { indexing, claim } = await make();
    const held = await claim();
    const other = { token: 'other', messageId: 'm2', now: at, until: later(5) };
    expect(await indexing.claim(place, other)).toBe('held');
    const told = await indexing.settle(key, held, indexed, at);
    expect(told).toEqual({ changed: held.changes + 1 });
    expect(await indexing.settle(key, { ...held, changes: held.changes + 1 }, indexed, at)).toBe('settled');
    expect(await indexing.claim(place, other)).toMatchObject({ token: 'other', deaths: 0 });
  });

  it('notes what became of a document without a claim, unless it changed or somebody is at it', async () => {
    const { documents, indexing, claim } = await make();
    const suspended = {
      state: 'failed' as const,
      version: 'v1',
      size: 900,
      reason: 'It waits.',
      isSettled: false,
    };
    await indexing.settle(key, await claim(), suspended, later(1));
    const read = (await documents.get(key)) ?? expect.fail();
    const claimed = await claim('m2');
    expect(await indexing.note(read, indexed, later(2))).toBe(false);
    await indexing.release(key, claimed.token);
    expect(await indexing.note({ ...read, updatedAt: at.toISOString() }, indexed, later(2))).toBe(false);
    expect(await indexing.note(read, indexed, later(2))).toBe(true);
    expect(await documents.get(key)).toMatchObject({
      state: 'indexed',
      version: 'v1',
      pages: 12,
      chunks: 40,
      reason: null,
      updatedAt: later(2).toISOString(),
    });
    expect((await claim('m3')).settledVersion).toBe('v1');
    expect(await indexing.note({ ...read, documentId: 'none' }, indexed, later(3))).toBe(false);
  });

  it('gives the work of a dead worker to the same message, and to another when time is over', async () => {
    const { indexing, claim } = await make();
    const dead = await claim('m1');
    const next = await claim('m1');
    expect(next.deaths).toBe(1);
    expect(await indexing.settle(key, dead, indexed, at)).toBe('lost');
    expect(await indexing.progress(key, dead.token, null, at)).toBe(false);
    expect((await claim('m2', later(20), later(6))).deaths).toBe(2);
    expect(await indexing.settle(key, next, indexed, at)).toBe('lost');
  });

  it('counts no death of who ended in order', async () => {
    const { indexing, claim } = await make();
    await claim('m1');
    const second = await claim('m1');
    await indexing.release(key, second.token);
    expect((await claim('m1')).deaths).toBe(0);
  });

  it('hides a deleted document at once, and forgets it when its file is gone', async () => {
    const { documents, indexing, claim } = await make();
    expect(await documents.hide(key, at)).toBe(false);
    await indexing.settle(key, await claim(), indexed, at);
    expect(await documents.hide(key, at)).toBe(true);
    expect(await documents.get(key)).toBeUndefined();
    expect(await documents.some([key])).toEqual([]);
    expect((await documents.list('ada', { limit: 10, cursor: undefined })).items).toEqual([]);
    const held = await claim('m2');
    expect(held.wasHidden).toBe(true);
    expect(await indexing.forget(key, held, at)).toBe('settled');
    expect((await claim('m3')).settledVersion).toBeUndefined();
  });

  it('shows a document again that was deleted and uploaded once more', async () => {
    const { documents, indexing, claim } = await make();
    await indexing.settle(key, await claim(), indexed, at);
    await documents.hide(key, at);
    expect(await documents.expect(expected, times)).toMatchObject({ state: 'pending' });
    // The removal of the first file is told of only now: the upload is still to come.
    expect(await indexing.forget(key, await claim('m2'), at)).toBe('settled');
    expect(await documents.get(key)).toMatchObject({ state: 'pending', version: null, pages: null });
    await indexing.settle(key, await claim('m3'), { ...indexed, version: 'v2' }, at);
    expect(await documents.get(key)).toMatchObject({ state: 'indexed', version: 'v2' });
  });

  it('does not show a document that was deleted while it was read', async () => {
    const { documents, indexing, claim } = await make();
    const held = await claim();
    await documents.hide(key, at);
    await indexing.settle(key, held, indexed, at);
    expect(await documents.get(key)).toBeUndefined();
    const hidden = await claim('m2');
    await indexing.settle(key, hidden, indexed, at);
    expect(await documents.get(key)).toMatchObject({ state: 'indexed' });
  });

  it('does not forget a document whose file came back meanwhile', async () => {
    const { indexing, claim } = await make();
    const held = await claim();
    await indexing.claim(place, { token: 'other', messageId: 'm2', now: at, until: later(5) });
    expect(await indexing.forget(key, held, at)).toEqual({ changed: held.changes + 1 });
    expect(await indexing.forget(key, { ...held, token: 'other' }, at)).toBe('lost');
  });
}
