import type { BatchOutcome, RunPlan, RunStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const plan: RunPlan = {
  runId: 'daily-1',
  trigger: 'daily',
  sessionDate: '2009-06-02',
  startedAt: '2026-11-20T21:30:00.000Z',
  symbols: ['AAPL', 'MSFT', 'NONE'],
  batches: 3,
};

function outcome(batch: number, more: Partial<BatchOutcome> = {}): BatchOutcome {
  return {
    batch,
    finishedAt: '2026-11-20T21:30:05.000Z',
    failed: [],
    alertsTriggered: 0,
    prices: [],
    ...more,
  };
}

/** What every RunStore does; each test gets a store of its own. */
export function runStoreContract(makeStore: () => Promise<RunStore>): void {
  it('keeps the first plan of a run', async () => {
    const store = await makeStore();
    expect(await store.progress('daily-1')).toBeUndefined();
    expect(await store.begin(plan)).toEqual(plan);
    expect(await store.begin({ ...plan, symbols: ['TSLA'], startedAt: '2026-11-20T21:31:00.000Z' })).toEqual(
      plan,
    );
    expect(await store.progress('daily-1')).toEqual({ plan, batchesDone: 0, publishedAt: null });
  });

  it('counts each batch once, however often and in whatever order batches end', async () => {
    const store = await makeStore();
    await store.begin(plan);
    expect((await store.finishBatch('daily-1', outcome(2))).batchesDone).toBe(1);
    expect((await store.finishBatch('daily-1', outcome(2))).batchesDone).toBe(1);
    const both = await Promise.all([0, 1, 0, 1].map((batch) => store.finishBatch('daily-1', outcome(batch))));
    expect(Math.max(...both.map(({ batchesDone }) => batchesDone))).toBe(3);
    expect((await store.progress('daily-1'))?.batchesDone).toBe(3);
  });

  it('keeps the first outcome of a batch, all of it', async () => {
    const store = await makeStore();
    await store.begin(plan);
    const first = outcome(0, {
      failed: [{ symbol: 'NONE', reason: 'unknown-symbol', detail: 'no such symbol' }],
      alertsTriggered: 2,
      prices: [
        {
          symbol: 'AAPL',
          price: 139.49,
          changePercent: null,
          currency: 'USD',
          asOf: '2009-06-02T20:00:00.000Z',
          source: 'replay',
        },
      ],
    });
    await store.finishBatch('daily-1', first);
    await store.finishBatch('daily-1', outcome(0));
    await store.finishBatch('daily-1', outcome(1));
    expect(await store.outcomes('daily-1')).toEqual([first, outcome(1)]);
  });

  it('refuses a batch of a run that it does not know', async () => {
    await expect((await makeStore()).finishBatch('never', outcome(0))).rejects.toThrow();
  });

  it('marks once that the end was published', async () => {
    const store = await makeStore();
    await store.begin(plan);
    const at = new Date('2026-11-20T21:31:00.000Z');
    const marks = await Promise.all([1, 2, 3].map(() => store.markPublished('daily-1', at)));
    expect(marks.filter(Boolean)).toHaveLength(1);
    expect((await store.progress('daily-1'))?.publishedAt).toBe(at.toISOString());
    expect(await store.markPublished('never', at)).toBe(false);
  });
}
