import type { BatchOutcome, RunOrder, RunPlan, RunProgress, RunStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const order: RunOrder = {
  runId: 'daily-1',
  trigger: 'daily',
  sessionDate: '2009-06-02',
  startedAt: '2026-11-20T21:30:00.000Z',
  batches: [['AAPL', 'MSFT'], ['KO'], ['NONE']],
};

const plan: RunPlan = {
  runId: 'daily-1',
  trigger: 'daily',
  sessionDate: '2009-06-02',
  startedAt: '2026-11-20T21:30:00.000Z',
  requested: 4,
  batches: 3,
};

const begun: RunProgress = {
  plan,
  status: 'running',
  batchesSent: 0,
  batchesDone: 0,
  progressedAt: plan.startedAt,
  publishedAt: null,
  isOpen: true,
};

function outcome(batch: number, more: Partial<BatchOutcome> = {}): BatchOutcome {
  return { batch, finishedAt: '2026-11-20T21:30:05.000Z', lost: false, failed: [], prices: [], ...more };
}

/** What every RunStore does; each test gets a store of its own. */
export function runStoreContract(makeStore: () => Promise<RunStore>): void {
  it('keeps the first plan of a run, with the symbols of each batch', async () => {
    const store = await makeStore();
    expect(await store.progress('daily-1')).toBeUndefined();
    expect(await store.batches('daily-1')).toEqual([]);
    expect(await store.batch('daily-1', 0)).toBeUndefined();
    expect(await store.begin(order)).toEqual(begun);
    const again = { ...order, startedAt: '2026-11-20T21:31:00.000Z', batches: [['TSLA'], ['AAPL']] };
    expect(await store.begin(again)).toEqual(begun);
    expect(await store.progress('daily-1')).toEqual(begun);
    expect(await store.batches('daily-1')).toEqual([
      { batch: 0, symbols: ['AAPL', 'MSFT'], outcome: null },
      { batch: 1, symbols: ['KO'], outcome: null },
      { batch: 2, symbols: ['NONE'], outcome: null },
    ]);
    expect(await store.batch('daily-1', 1)).toEqual({ batch: 1, symbols: ['KO'], outcome: null });
    expect(await store.batch('daily-1', 3)).toBeUndefined();
  });

  it('holds the batches of one plan alone when several are made of a run at once', async () => {
    const store = await makeStore();
    const plans = [1, 2, 3].map((size) => ({
      ...order,
      batches: Array.from({ length: size }, (_, n) => [`P${size}N${n}`]),
    }));
    const answers = await Promise.all(plans.map((each) => store.begin(each)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const size = answers[0]?.plan.batches ?? 0;
    expect((await store.batches('daily-1')).map(({ symbols }) => symbols)).toEqual(plans[size - 1]?.batches);
  });

  it('plans ten thousand symbols', async () => {
    const store = await makeStore();
    const batches = Array.from({ length: 100 }, (_, batch) =>
      Array.from({ length: 100 }, (_, n) => `S${batch}.${n}`),
    );
    expect((await store.begin({ ...order, batches })).plan).toEqual({
      ...plan,
      requested: 10_000,
      batches: 100,
    });
    expect((await store.batches('daily-1')).map(({ symbols }) => symbols)).toEqual(batches);
  });

  it('remembers how many batches were sent, and never fewer', async () => {
    const store = await makeStore();
    await store.begin(order);
    const at = new Date('2026-11-20T21:30:01.000Z');
    await store.markSent('daily-1', 2, at);
    await store.markSent('daily-1', 1, new Date('2026-11-20T21:30:02.000Z'));
    expect(await store.progress('daily-1')).toEqual({
      ...begun,
      batchesSent: 2,
      progressedAt: at.toISOString(),
    });
  });

  it('counts each batch once, however often and in whatever order batches end', async () => {
    const store = await makeStore();
    await store.begin(order);
    expect((await store.finishBatch('daily-1', outcome(2))).batchesDone).toBe(1);
    expect((await store.finishBatch('daily-1', outcome(2))).batchesDone).toBe(1);
    const both = await Promise.all([0, 1, 0, 1].map((batch) => store.finishBatch('daily-1', outcome(batch))));
    expect(Math.max(...both.map(({ batchesDone }) => batchesDone))).toBe(3);
    expect(await store.progress('daily-1')).toEqual({
      ...begun,
      batchesDone: 3,
      progressedAt: outcome(0).finishedAt,
    });
  });

  it('keeps the first outcome of a batch, all of it', async () => {
    const store = await makeStore();
    await store.begin(order);
    const first = outcome(0, {
      failed: [{ symbol: 'MSFT', reason: 'unknown-symbol', detail: 'no such symbol' }],
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
    const lost = outcome(1, { lost: true, failed: [{ symbol: 'KO', reason: 'batch-lost', detail: 'lost' }] });
    await store.finishBatch('daily-1', first);
    await store.finishBatch('daily-1', outcome(0));
    await store.finishBatch('daily-1', lost);
    await store.finishBatch('daily-1', outcome(1));
    expect((await store.batches('daily-1')).map(({ outcome }) => outcome)).toEqual([first, lost, null]);
    expect((await store.batch('daily-1', 0))?.outcome).toEqual(first);
  });

  it('refuses a batch of a run that it does not know, and one that the run does not have', async () => {
    const store = await makeStore();
    await expect(store.finishBatch('never', outcome(0))).rejects.toThrow();
    await store.begin(order);
    await expect(store.finishBatch('daily-1', outcome(3))).rejects.toThrow();
    expect((await store.progress('daily-1'))?.batchesDone).toBe(0);
  });

  it('counts each alert that a run fired once', async () => {
    const store = await makeStore();
    await store.begin(order);
    expect(await store.firings('daily-1')).toBe(0);
    for (const id of ['01ALERT#1', '02ALERT#1', '01ALERT#1', '01ALERT#2'])
      await store.noteFiring('daily-1', id);
    await store.noteFiring('daily-1', '02ALERT#1');
    expect(await store.firings('daily-1')).toBe(3);
    expect(await store.batches('daily-1')).toHaveLength(3);
  });

  it('marks once that the end was published, and how the run ended', async () => {
    const store = await makeStore();
    await store.begin(order);
    const at = new Date('2026-11-20T21:31:00.000Z');
    const marks = await Promise.all([1, 2, 3].map(() => store.markPublished('daily-1', 'partial', at)));
    expect(marks.filter(Boolean)).toHaveLength(1);
    expect(await store.progress('daily-1')).toEqual({
      ...begun,
      status: 'partial',
      publishedAt: at.toISOString(),
    });
    expect(await store.markPublished('never', 'completed', at)).toBe(false);
  });

  it('lists the runs that are open, the oldest first', async () => {
    const store = await makeStore();
    expect(await store.open()).toEqual([]);
    await store.begin({ ...order, runId: 'daily-2', startedAt: '2026-11-21T21:30:00.000Z' });
    await store.begin(order);
    expect((await store.open()).map(({ plan }) => plan.runId)).toEqual(['daily-1', 'daily-2']);
    await store.markPublished('daily-1', 'completed', new Date());
    expect(await store.open()).toHaveLength(2);
    await store.close('daily-1');
    await store.close('daily-1');
    await store.close('never');
    expect((await store.open()).map(({ plan }) => plan.runId)).toEqual(['daily-2']);
    expect(await store.progress('daily-1')).toMatchObject({ isOpen: false, status: 'completed' });
    expect(await store.progress('never')).toBeUndefined();
  });
}
