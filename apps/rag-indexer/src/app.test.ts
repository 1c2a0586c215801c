import { MAX_DOCUMENT_BYTES } from '@marketscope/contracts';
import { invocationWith, queueEvent } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { createRagIndexer } from './app.ts';
import { indexerWorld } from './testing/indexer-world.ts';

const key = 'users/ada/Q2 report (é).md';

it('indexes a new file, tells of it, and says so on the document', async () => {
  const world = indexerWorld();
  await world.put(key, 'one\ntwo');
  expect(await world.deliver(key)).toBe(true);
  expect(world.held.get(`id-of-${key}`)).toEqual({ ownerId: 'ada', text: 'one\ntwo' });
  expect(await world.document(key)).toMatchObject({
    name: 'Q2 report (é).md',
    state: 'indexed',
    pages: 2,
    chunks: 2,
    progress: null,
  });
  expect(world.publisher.published).toMatchObject([
    { type: 'document.indexed.v1', data: { ownerId: 'ada', uploadedBy: null, pages: 2 } },
  ]);
  expect(world.businessMetrics.measurements).toMatchObject([{ name: 'DocumentsIndexed', value: 1 }]);
});

it('lets everyone find what is in a shared folder', async () => {
  const world = indexerWorld();
  await world.put('company-profiles/acme.md', 'Acme');
  await world.deliver('company-profiles/acme.md');
  expect(world.held.get('id-of-company-profiles/acme.md')?.ownerId).toBeNull();
  expect(await world.document('company-profiles/acme.md', 'shared')).toMatchObject({ state: 'indexed' });
});

it('replaces a document, and takes out what was deleted, in whichever order the news comes', async () => {
  const world = indexerWorld();
  await world.put(key, 'old');
  await world.deliver(key);
  await world.put(key, 'new');
  await world.deliver(key);
  expect(world.held.get(`id-of-${key}`)?.text).toBe('new');
  // The removal of an earlier file, told late: the file is there.
  await world.deliver(key, { removed: true });
  expect(world.held.get(`id-of-${key}`)?.text).toBe('new');
  await world.knowledgeBase.files.remove(key);
  // The creation of it, told late: the file is gone.
  await world.deliver(key);
  expect(world.held.size).toBe(0);
  expect(await world.document(key)).toBeUndefined();
  await world.deliver(key, { removed: true });
  expect(world.held.size).toBe(0);
});

it('does nothing again for news that it had', async () => {
  const world = indexerWorld();
  await world.put(key, 'text');
  for (let time = 0; time < 5; time += 1) await world.deliver(key);
  expect(world.publisher.published).toHaveLength(1);
  expect(await world.document(key)).toMatchObject({ state: 'indexed', pages: 1 });
});

it('says why a file can’t be read, and leaves nothing of the one before', async () => {
  const world = indexerWorld();
  await world.put(key, 'good');
  await world.deliver(key);
  await world.put(key, 'broken');
  expect(await world.deliver(key)).toBe(true);
  expect(world.held.size).toBe(0);
  expect(await world.document(key)).toMatchObject({
    state: 'failed',
    reason: 'The file is broken.',
    version: null,
    pages: null,
  });
  expect(world.publisher.published.at(-1)).toMatchObject({
    type: 'document.failed.v1',
    data: { reason: 'The file is broken.' },
  });
  await world.deliver(key);
  expect(await world.document(key)).toMatchObject({ state: 'failed', reason: 'The file is broken.' });
  expect(world.publisher.published).toHaveLength(2);
});

it('does not even read a file that is too large', async () => {
  const world = indexerWorld();
  const { files } = world.knowledgeBase;
  const ports = {
    ...world.ports,
    files: {
      head: async () => ({ version: 'v', size: MAX_DOCUMENT_BYTES + 1 }),
      read: async () => {
        throw new Error('was read');
      },
      remove: files.remove,
    },
  };
  expect(await world.deliver(key, { ports })).toBe(true);
  expect((await world.document(key))?.reason).toMatch(/more than 50 MB/);
});

it('leaves alone what is no document, and S3’s test of the queue', async () => {
  const world = indexerWorld();
  await world.put('stray.txt', 'text');
  expect(await world.deliver('stray.txt')).toBe(true);
  expect(world.held.size).toBe(0);
  const handle = createRagIndexer(world.ports);
  const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-20T15:00:00Z', Bucket: 'b' };
  expect(await handle(queueEvent('document-events', [test]), invocationWith(1000))).toEqual({
    batchItemFailures: [],
  });
});

it('has the next worker do what a fault kept this one from, and tells the owner when none could', async () => {
  const world = indexerWorld();
  await world.put(key, 'text');
  const failing = {
    ...world.ports,
    index: {
      ...world.ports.index,
      put: async () => {
        throw new Error('no such bucket');
      },
    },
  };
  const message = { messageId: 'm1', ports: failing };
  for (let receiveCount = 1; receiveCount <= 4; receiveCount += 1)
    expect(await world.deliver(key, { ...message, receiveCount })).toBe(false);
  expect(await world.document(key)).toMatchObject({ state: 'pending' });
  expect(await world.deliver(key, { ...message, receiveCount: 5 })).toBe(false);
  expect(await world.document(key)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/fault of ours/),
  });
  // An operator has the dead letter received again.
  expect(await world.deliver(key, { messageId: 'm1' })).toBe(true);
  expect(await world.document(key)).toMatchObject({ state: 'indexed', reason: null });
});

it('gives up a document that kills its workers', async () => {
  const world = indexerWorld();
  await world.put(key, 'text');
  const dying = { ...world.ports, indexing: { ...world.ports.indexing } };
  // A killed process neither settles nor releases.
  dying.indexing.release = async () => undefined;
  dying.index = {
    ...world.ports.index,
    put: async () => {
      throw new Error('killed');
    },
  };
  for (let death = 1; death <= 3; death += 1)
    expect(await world.deliver(key, { messageId: 'm1', ports: dying })).toBe(false);
  expect(await world.deliver(key, { messageId: 'm1' })).toBe(true);
  expect(await world.document(key)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/more memory or time/),
  });
});

it('sees to a change that comes while it reads, so that the other message is done', async () => {
  const world = indexerWorld();
  await world.put(key, 'first');
  let told: boolean | undefined;
  const ports = {
    ...world.ports,
    index: {
      ...world.ports.index,
      put: async (...args: Parameters<typeof world.ports.index.put>) => {
        if (told === undefined) {
          await world.put(key, 'second');
          told = await world.deliver(key, { messageId: 'm2' });
          expect(world.held.size).toBe(0);
        }
        return world.ports.index.put(...args);
      },
    },
  };
  expect(await world.deliver(key, { messageId: 'm1', ports })).toBe(true);
  expect(told).toBe(true);
  expect(world.held.get(`id-of-${key}`)?.text).toBe('second');
  expect(await world.document(key)).toMatchObject({ state: 'indexed' });
});

it.each([
  [300, [1, 1, 3]],
  [12, [null, 2, 2]],
])('notes how far a document of %i pages has been read', async (of, noted) => {
  const world = indexerWorld();
  await world.put(key, 'text');
  const seen: unknown[] = [];
  const ports = {
    ...world.ports,
    index: {
      ...world.ports.index,
      put: async (...[, { onPage }]: Parameters<typeof world.ports.index.put>) => {
        for (const page of [1, 2, 3]) {
          world.pass(600);
          onPage(page, of);
          await Promise.resolve();
          seen.push((await world.document(key))?.progress?.pages ?? null);
        }
        return { pages: of, chunks: 900 };
      },
    },
  };
  await world.deliver(key, { ports });
  expect(seen).toEqual(noted);
  expect(await world.document(key)).toMatchObject({ progress: null, pages: of });
});
