import type { ReplayCursor } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every ReplayCursor does; each test gets one that has not moved. */
export function replayCursorContract(makeCursor: () => Promise<ReplayCursor>): void {
  const first = { sessionDate: '2009-06-02', runId: 'run-1' };
  const second = { sessionDate: '2009-06-03', runId: 'run-2' };

  it('tells where it was moved, and by which run', async () => {
    const cursor = await makeCursor();
    expect(await cursor.get()).toBeUndefined();
    expect(await cursor.move(undefined, first)).toBe(true);
    expect(await cursor.move(first, second)).toBe(true);
    expect(await cursor.get()).toEqual(second);
  });

  it('is moved by one of several at a time', async () => {
    const cursor = await makeCursor();
    const moves = await Promise.all(
      ['a', 'b', 'c'].map((runId) => cursor.move(undefined, { ...first, runId })),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect(await cursor.move(undefined, second)).toBe(false);
    expect(await cursor.move({ ...first, runId: 'none of them' }, second)).toBe(false);
    expect((await cursor.get())?.sessionDate).toBe(first.sessionDate);
  });
}
