import { queues, runSweep, updateOrder } from '@marketscope/contracts';
import { visibilitySeconds } from '@marketscope/contracts/topology';
import { invocationWith, readTopology } from '@marketscope/testing';
import { expect, it, vi } from 'vitest';
import { createStockUpdater } from '../app.ts';
import { planUpdate } from '../planning/planner.ts';
import { priceOf, deliveryOf, testMarket, type TestMarket } from '../testing/test-market.ts';
import { updateBatch } from '../updating/batch.ts';
import { OVERDUE_MS, sweepRuns } from './sweep-runs.ts';

const START = Date.parse('2026-11-20T21:30:00.000Z');
const symbols = Array.from({ length: 250 }, (_, n) => `S${n}`);

/** A daily run of three batches, a hundred symbols in the first two and fifty in the last. */
async function begun(): Promise<TestMarket & { later: (ms: number) => void }> {
  const market = testMarket({ universe: symbols });
  market.offer(...symbols.map((symbol) => priceOf(10, { symbol })));
  await planUpdate(updateOrder.parse({ scheduledTime: '2026-11-20T21:30:00Z' }), market.ports);
  return { ...market, later: (ms) => market.setTime(new Date(START + ms).toISOString()) };
}

const ends = ({ published }: TestMarket) => published.filter(({ type }) => type.startsWith('market.update'));

async function update(market: TestMarket, batch: number): Promise<void> {
  const message = market.sent[batch];
  if (!message) throw new TypeError(`batch ${batch} was not sent`);
  await updateBatch(queues['market-updates'].parse(message), market.ports, deliveryOf(market));
}

it('ends a run whose batches were killed each time, and names their symbols', async () => {
  const market = await begun();
  await update(market, 0);
  await update(market, 1);
  market.later(OVERDUE_MS + 1);
  expect(await sweepRuns(market.ports)).toBe(1);
  expect(ends(market)).toMatchObject([
    {
      id: 'daily-2026-11-20T21:30:00.000Z#failed',
      data: {
        updated: 200,
        failedCount: 50,
        reason: expect.stringContaining('50 for batch-lost'),
      },
    },
  ]);
  expect(await sweepRuns(market.ports)).toBe(0);
  await update(market, 2);
  expect(ends(market)).toHaveLength(1);
  expect(await market.ports.quotes.get(market.sent[2]?.symbols[0] ?? '')).toMatchObject({ price: 10 });
});

it('leaves a run alone while batches of it are done', async () => {
  const market = await begun();
  market.later(OVERDUE_MS - 1000);
  await update(market, 0);
  market.later(2 * OVERDUE_MS - 2000);
  expect(await sweepRuns(market.ports)).toBe(0);
  expect(ends(market)).toEqual([]);
});

it('ends a run whose last batch was killed before it told of it', async () => {
  const market = await begun();
  await update(market, 0);
  await update(market, 1);
  vi.spyOn(market.ports.publisher, 'publish').mockRejectedValueOnce(new Error('killed'));
  await expect(update(market, 2)).rejects.toThrow('killed');
  market.later(OVERDUE_MS + 1);
  expect(await sweepRuns(market.ports)).toBe(1);
  expect(ends(market)).toMatchObject([{ data: { status: 'completed', updated: 250, failedCount: 0 } }]);
});

it('sends the batches that a planner died over', async () => {
  const market = testMarket({ universe: symbols });
  vi.spyOn(market.ports.batches, 'send').mockRejectedValueOnce(new Error('killed'));
  await expect(planUpdate(updateOrder.parse({}), market.ports)).rejects.toThrow('killed');
  await sweepRuns(market.ports);
  expect(market.sent).toEqual([]);
  market.setTime(new Date(START + 11 * 60_000).toISOString());
  await sweepRuns(market.ports);
  expect(market.sent.map(({ batch }) => batch)).toEqual([0, 1, 2]);
  market.setTime(new Date(START + 22 * 60_000).toISOString());
  await sweepRuns(market.ports);
  expect(market.sent).toHaveLength(3);
});

it('sees to other runs though one can’t be ended, and to that one the next time', async () => {
  const market = await begun();
  await planUpdate(updateOrder.parse({}), market.ports);
  market.later(OVERDUE_MS + 1);
  vi.spyOn(market.ports.publisher, 'publish').mockRejectedValueOnce(new Error('SNS is away'));
  expect(await sweepRuns(market.ports)).toBe(1);
  expect(market.lines.filter(({ msg }) => msg === 'overdue run could not be ended')).toHaveLength(1);
  market.later(OVERDUE_MS + 11 * 60_000);
  expect(await sweepRuns(market.ports)).toBe(1);
  expect(ends(market)).toHaveLength(2);
});

it('gives a run up after days in which its end failed each time', async () => {
  const market = await begun();
  market.ports.publisher.publish = async () => {
    throw new Error('SNS is away');
  };
  market.later(2 * 86_400_000);
  await sweepRuns(market.ports);
  expect(await market.ports.runs.open()).toHaveLength(1);
  market.later(4 * 86_400_000);
  await sweepRuns(market.ports);
  expect(await market.ports.runs.open()).toEqual([]);
});

it('is done with every order and by its schedule', async () => {
  const market = await begun();
  const handler = createStockUpdater(market.ports);
  market.later(OVERDUE_MS + 1);
  await handler({ trigger: 'intraday' }, invocationWith(60_000));
  expect(ends(market)).toHaveLength(1);
  market.later(2 * OVERDUE_MS + 60_000);
  const { schedules } = await readTopology();
  expect(await handler(schedules['run-sweep']?.input, invocationWith(60_000))).toEqual({
    statusCode: 200,
    ended: 1,
  });
});

it('takes no order of an update for one to sweep', () => {
  for (const order of [{}, { trigger: 'daily' }, { trigger: 'intraday', force: true }])
    expect(runSweep.safeParse(order).success).toBe(false);
});

it('waits until what is received for the fifth time has become a dead letter', async () => {
  const topology = await readTopology();
  const receives = topology.queues['market-updates']?.maxReceiveCount ?? 0;
  expect(OVERDUE_MS).toBeGreaterThan(receives * visibilitySeconds(topology, 'market-updates') * 1000);
});
