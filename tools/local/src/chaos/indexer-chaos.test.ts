import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { placeOfKey, SHARED_OWNER } from '@marketscope/domain';
import { DocumentError, indexDocument, noEmbedding, openKnowledgeIndex } from '@marketscope/knowledge';
import { documentIdOf } from '@marketscope/stores';
import { expect, it } from 'vitest';
import { OWNERS, type ChangingFiles } from './changing-files.ts';
import { indexContents, type IndexContents } from './index-contents.ts';
import { runIndexerChaos } from './indexer-chaos.ts';

it(
  'has each document in the index once, or says why not, though the indexer is killed seven times',
  { timeout: 180_000 },
  async () => {
    const { faults, ...result } = await runIndexerChaos({ kills: 7, messages: 60, processes: 2 });
    expect(faults).toEqual([]);
    expect(result.kills).toBe(7);
    expect(result.handledAgain).toBeGreaterThan(0);
    expect(result.documents.indexed).toBeGreaterThan(5);
  },
);

it(
  'holds the same after 200 messages to two indexers, repeated and out of order, as one that was fed in order',
  { timeout: 180_000 },
  async () => {
    const { faults, history, ...result } = await runIndexerChaos({ kills: 0, messages: 200, processes: 2 });
    expect(faults).toEqual([]);
    // Neither made a message of the other fail, however often their commits met.
    expect(result.failures).toEqual([]);
    expect(result.contents).toEqual(await fedInOrder(history));
  },
);

/** What one index holds into which every change went, one after another. */
async function fedInOrder(history: ChangingFiles['history']): Promise<IndexContents> {
  const uri = await mkdtemp(path.join(tmpdir(), 'marketscope-in-order-'));
  const index = await openKnowledgeIndex({ uri, embedding: noEmbedding });
  try {
    for (const [number, { key, bytes }] of history.entries()) {
      const { ownerId, name } = placeOfKey(key) ?? { ownerId: '', name: '' };
      const identity = {
        documentId: documentIdOf(key),
        revision: String(number).padStart(6, '0'),
        ...(ownerId !== SHARED_OWNER && { ownerId }),
      };
      try {
        if (bytes) await indexDocument({ index }, { ...identity, name, bytes });
        else await index.remove(identity);
      } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        await index.remove(identity);
      }
    }
    return await indexContents(uri, OWNERS);
  } finally {
    index.close();
    await rm(uri, { recursive: true, force: true });
  }
}
