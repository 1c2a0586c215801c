import { describe, expect, it } from 'vitest';
import type { RagIndexerPorts } from '../app.ts';
import { indexerWorld, type IndexerWorld } from '../testing/indexer-world.ts';

const keys = { fresh: 'users/ada/fresh.md', replaced: 'users/ada/replaced.md', gone: 'users/ada/gone.md' };
const broken = 'users/ada/broken.md';

/** One file to index, one that was replaced, one that was deleted and one that can't be read. */
async function scene(): Promise<IndexerWorld> {
  const world = indexerWorld();
  for (const key of [keys.replaced, keys.gone]) {
    await world.put(key, 'old');
    await world.deliver(key);
  }
  await world.put(keys.fresh, 'fresh');
  await world.put(keys.replaced, 'new');
  await world.put(broken, 'broken');
  await world.knowledgeBase.files.remove(keys.gone);
  return world;
}

const all = [keys.fresh, keys.replaced, keys.gone, broken];

async function deliverAll(world: IndexerWorld, ports: RagIndexerPorts): Promise<void> {
  for (const key of all) await world.deliver(key, { messageId: `message of ${key}`, ports });
}

/** What must not depend on how often a worker died. */
async function traces(world: IndexerWorld) {
  return {
    documents: await Promise.all(all.map((key) => world.document(key))),
    held: [...world.held].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    told: world.told().toSorted(),
  };
}

/** Ports of a process that dies at one of its calls, before or after its effect; nothing works after that. */
function mortal(ports: RagIndexerPorts, death: { call: number; moment: 'before' | 'after' }) {
  let calls = 0;
  const dying = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]): Promise<unknown> => {
          const call = (calls += 1);
          if (call > death.call || (call === death.call && death.moment === 'before'))
            throw new Error('killed');
          const answer: unknown = await member.apply(target, args);
          if (call === death.call) throw new Error('killed');
          return answer;
        };
      },
    });
  const { files, indexing, index, publisher } = ports;
  return {
    calls: () => calls,
    ports: {
      ...ports,
      files: dying(files),
      indexing: dying(indexing),
      index: dying(index),
      publisher: dying(publisher),
    },
  };
}

describe('a worker that dies, and whose messages are received again', async () => {
  const undisturbed = await scene();
  const { ports, calls } = mortal(undisturbed.ports, { call: Infinity, moment: 'before' });
  await deliverAll(undisturbed, ports);
  const expected = await traces(undisturbed);

  it('would have done all that there is to do', () => {
    expect(expected.documents.map((each) => each?.state)).toEqual([
      'indexed',
      'indexed',
      undefined,
      'failed',
    ]);
    expect(expected.held.map(([, { text }]) => text)).toEqual(['fresh', 'new']);
    expect(calls()).toBeGreaterThan(15);
  });

  it.each(
    Array.from({ length: calls() }, (_, index) => index + 1).flatMap((call) => [
      [call, 'before' as const],
      [call, 'after' as const],
    ]),
  )('loses nothing and does nothing twice: killed at call %i, %s it', async (call, moment) => {
    const world = await scene();
    await deliverAll(world, mortal(world.ports, { call, moment }).ports);
    await deliverAll(world, world.ports);
    expect(await traces(world)).toEqual(expected);
  });
});
