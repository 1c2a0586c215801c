import { expect, it, vi } from 'vitest';
import { createAnswerMemory } from './answer-memory.ts';

function setUp() {
  let time = 0;
  const load = vi.fn(
    async (keys: readonly string[]) => new Map(keys.map((key) => [key, `${key} at ${time}`])),
  );
  return {
    load,
    wait: (ms: number) => void (time += ms),
    memory: createAnswerMemory({ load, now: () => time }),
  };
}

it('loads what it does not know in one call, and keeps it for a second', async () => {
  const { memory, load, wait } = setUp();
  expect(await memory.get(['A', 'B', 'A'])).toEqual([
    { answer: 'A at 0', remembered: false },
    { answer: 'B at 0', remembered: false },
    { answer: 'A at 0', remembered: false },
  ]);
  wait(999);
  expect(await memory.get(['B', 'C'])).toEqual([
    { answer: 'B at 0', remembered: true },
    { answer: 'C at 999', remembered: false },
  ]);
  wait(1);
  expect(await memory.get(['B'])).toEqual([{ answer: 'B at 1000', remembered: false }]);
  expect(load.mock.calls).toEqual([[['A', 'B']], [['C']], [['B']]]);
});

it('lets all who ask at once share a load', async () => {
  const { memory, load } = setUp();
  await Promise.all(Array.from({ length: 50 }, () => memory.get(['A'])));
  expect(load).toHaveBeenCalledTimes(1);
});

it('forgets a load that failed, and fails all who shared it', async () => {
  const { memory, load } = setUp();
  load.mockRejectedValueOnce(new Error('no table'));
  const asked = await Promise.allSettled([memory.get(['A', 'B']), memory.get(['B'])]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await memory.get(['A'])).toEqual([{ answer: 'A at 0', remembered: false }]);
});

it('keeps no more than its limit of answers', async () => {
  const { memory, load } = setUp();
  const keys = Array.from({ length: 5001 }, (_, n) => `S${n}`);
  await memory.get(keys);
  await memory.get(['S1']);
  expect(load).toHaveBeenCalledTimes(1);
  await memory.get(['S0']);
  expect(load).toHaveBeenCalledTimes(2);
});

it('keeps an answer for as long as it is good', async () => {
  let time = 0;
  const load = vi.fn(async (keys: readonly string[]) => new Map(keys.map((key) => [key, Number(key)])));
  const memory = createAnswerMemory({ load, keptMs: (answer) => answer, maxKept: 2, now: () => time });
  await memory.get(['60', '5']);
  time = 59;
  expect((await memory.get(['60', '5'])).map(({ remembered }) => remembered)).toEqual([true, false]);
  expect((await memory.get(['7', '60'])).map(({ remembered }) => remembered)).toEqual([false, true]);
  expect((await memory.get(['60'])).map(({ remembered }) => remembered)).toEqual([false]);
});
