import { updateOrder, updatePlan } from '@marketscope/contracts';
import { defaultUniverse } from '@marketscope/domain';
import { expect, it, vi } from 'vitest';
import { alertOf, testMarket } from '../testing/test-market.ts';
import { planUpdate } from './planner.ts';

const scheduled = updateOrder.parse({ trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' });
const byHand = updateOrder.parse({});

it('orders the universe with all that people watch or have alerts on, each once', async () => {
  const { ports, sent } = testMarket({ universe: ['^GSPC', 'MSFT'] });
  ports.watchlists.symbols = async () => new Set(['MSFT', 'TSLA']);
  await ports.alerts.create(alertOf());
  await ports.alerts.create(alertOf({ id: '02ALERT', symbol: 'TSLA' }));

  expect(updatePlan.parse(await planUpdate(scheduled, ports))).toEqual({
    statusCode: 200,
    runId: 'daily-2026-11-20T21:30:00.000Z',
    sessionDate: '2009-06-02',
    symbols: 4,
    batches: 1,
    skipped: null,
  });
  expect(sent).toEqual([
    {
      runId: 'daily-2026-11-20T21:30:00.000Z',
      batch: 0,
      batches: 1,
      trigger: 'daily',
      sessionDate: '2009-06-02',
      startedAt: '2026-11-20T21:30:00.000Z',
      symbols: ['AAPL', 'MSFT', 'TSLA', '^GSPC'],
      correlationId: 'daily-2026-11-20T21:30:00.000Z',
    },
  ]);
});

it('covers the default universe while the universe is empty', async () => {
  const { ports, sent } = testMarket();
  await planUpdate(byHand, ports);
  expect(new Set(sent.flatMap(({ symbols }) => symbols))).toEqual(new Set(defaultUniverse));
});

it('splits many symbols into batches that hold each symbol once', async () => {
  const universe = Array.from({ length: 130 }, (_, n) => `S${n}`);
  const { ports, sent } = testMarket({ universe });
  expect(await planUpdate(byHand, ports)).toMatchObject({ symbols: 130, batches: 6 });
  expect(sent.map(({ batch, batches }) => [batch, batches])).toEqual([0, 1, 2, 3, 4, 5].map((n) => [n, 6]));
  expect(sent.flatMap(({ symbols }) => symbols).toSorted()).toEqual(universe.toSorted());
});

it('does nothing when there is no session, and says why', async () => {
  const { ports, sent } = testMarket({
    timeline: async () => ({ skipped: '2026-11-26 has no trading session in New York' }),
  });
  expect(await planUpdate(byHand, ports)).toEqual({
    statusCode: 200,
    runId: null,
    sessionDate: null,
    symbols: 0,
    batches: 0,
    skipped: '2026-11-26 has no trading session in New York',
  });
  expect(sent).toEqual([]);
});

it('orders the same run and the same batches when the scheduler asks again', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const sessionFor = vi.spyOn(ports.timeline, 'sessionFor');
  const plan = await planUpdate(scheduled, ports);
  ports.watchlists.symbols = async () => new Set(['WATCHED-SINCE']);
  expect(await planUpdate(scheduled, ports)).toEqual(plan);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sessionFor).toHaveBeenCalledTimes(1);
});

it('sends nothing more for a run whose end was told', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const plan = await planUpdate(scheduled, ports);
  await ports.runs.markPublished(plan.runId ?? '', 'completed', new Date());
  expect(await planUpdate(scheduled, ports)).toEqual(plan);
  expect(sent).toHaveLength(1);
});

it('fails when its batches can’t be sent, and sends them when it is asked again', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const send = vi.spyOn(ports.batches, 'send').mockRejectedValueOnce(new Error('SQS is away'));
  await expect(planUpdate(scheduled, ports)).rejects.toThrow('SQS is away');
  expect(sent).toEqual([]);
  await planUpdate(scheduled, ports);
  expect(send).toHaveBeenCalledTimes(2);
  expect(sent).toHaveLength(1);
});

it('gives every order by hand a run of its own', async () => {
  const { ports } = testMarket({ universe: ['AAPL'] });
  const first = await planUpdate(byHand, ports);
  const second = await planUpdate(byHand, ports);
  expect(first.runId).not.toBe(second.runId);
});
