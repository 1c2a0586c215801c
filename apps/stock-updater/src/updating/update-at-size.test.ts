import { updateOrder, type EventOf, type UpdateBatch } from '@marketscope/contracts';
import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planUpdate } from '../planning/planner.ts';
import { OVERDUE_MS, sweepRuns } from '../sweeping/sweep-runs.ts';
import { deliveryOf, priceOf, testMarket, type TestMarket } from '../testing/test-market.ts';
import { updateBatch } from './batch.ts';

const SYMBOLS = 10_000;
const symbols = Array.from({ length: SYMBOLS }, (_, n) => `S${String(n).padStart(5, '0')}`);
const START = '2026-11-20T21:30:00Z';
const EVERY = 500;

/** A planned intraday run of ten thousand symbols, every five hundredth with an alert that its price fires. */
async function planned(): Promise<TestMarket> {
  const market = testMarket({ universe: symbols });
  for (const symbol of symbols.filter((_, n) => n % EVERY === 0))
    await market.ports.alerts.create(sampleStoredAlert({ id: `ALERT-${symbol}`, symbol, threshold: 9 }));
  market.offer(...symbols.map((symbol) => priceOf(10, { symbol })));
  await planUpdate(updateOrder.parse({ trigger: 'intraday', scheduledTime: START }), market.ports);
  return market;
}

const ends = ({ published }: TestMarket) => published.filter(({ type }) => type.startsWith('market.update'));
const firings = ({ published }: TestMarket) => published.filter(({ type }) => type === 'alert.triggered.v1');
const deliver = (market: TestMarket, batch: UpdateBatch): Promise<void> =>
  updateBatch(batch, market.ports, deliveryOf(market));

it('ends a run of ten thousand symbols once, however its batches are repeated and shuffled, some at once', async () => {
  const order = fc.shuffledSubarray([...Array(100).keys(), ...Array(100).keys()], { minLength: 200 });
  await fc.assert(
    fc.asyncProperty(order, async (deliveries) => {
      const market = await planned();
      expect(market.sent).toHaveLength(100);
      for (let start = 0; start < deliveries.length; start += 4)
        await Promise.all(
          deliveries.slice(start, start + 4).flatMap((n) => {
            const batch = market.sent[n];
            return batch ? [deliver(market, batch)] : [];
          }),
        );
      expect(new Set(ends(market).map((event) => JSON.stringify(event))).size).toBe(1);
      // Repeats that end at once may each tell of it, by the same id and in the same words; it is counted once.
      expect(ends(market).slice(0, 1)).toMatchObject([
        {
          data: {
            status: 'completed',
            requested: SYMBOLS,
            updated: SYMBOLS,
            alertsTriggered: SYMBOLS / EVERY,
          },
        },
      ]);
      expect(new Set(firings(market).map(({ id }) => id)).size).toBe(SYMBOLS / EVERY);
      expect(market.measured).toMatchObject({ StockUpdates: SYMBOLS, AlertsTriggered: SYMBOLS / EVERY });
    }),
    { numRuns: 5 },
  );
});

it('ends a run that loses batches as partial, with the names of what was in them and of nothing else', async () => {
  const market = await planned();
  const lost = new Set([3, 40, 77, 99]);
  for (const batch of market.sent.toReversed()) if (!lost.has(batch.batch)) await deliver(market, batch);
  expect(ends(market)).toEqual([]);
  market.setTime(new Date(Date.parse(START) + OVERDUE_MS + 1000).toISOString());
  await Promise.all([sweepRuns(market.ports), sweepRuns(market.ports)]);
  const missing = market.sent.filter(({ batch }) => lost.has(batch)).flatMap((batch) => batch.symbols);
  expect(new Set(ends(market).map((event) => JSON.stringify(event))).size).toBe(1);
  const { data } = ends(market)[0] as EventOf<'market.update.completed.v1'>;
  expect(data).toMatchObject({ status: 'partial', updated: SYMBOLS - 400, failedCount: 400 });
  expect(data.failed.map(({ symbol }) => symbol)).toEqual(missing.slice(0, 100));
  const batches = await market.ports.runs.batches(data.runId);
  const named = batches.flatMap(({ outcome }) => outcome?.failed ?? []).map(({ symbol }) => symbol);
  expect(named).toEqual(missing);
  expect(market.measured['StockUpdates']).toBe(SYMBOLS - 400);

  const told = ends(market).length;
  for (const batch of market.sent) await deliver(market, batch);
  expect(ends(market)).toHaveLength(told);
  expect(new Set(firings(market).map(({ id }) => id)).size).toBe(SYMBOLS / EVERY);
});

it('lets two updates of the same symbols go on at once', async () => {
  const market = await planned();
  await planUpdate(updateOrder.parse({ trigger: 'intraday' }), market.ports);
  expect(market.sent).toHaveLength(200);
  const [one, other] = [market.sent.slice(0, 100), market.sent.slice(100)];
  for (const [n, batch] of one.entries())
    await Promise.all([deliver(market, batch), deliver(market, other[99 - n] ?? batch)]);
  expect(ends(market)).toHaveLength(2);
  expect(ends(market)).toMatchObject([{ data: { updated: SYMBOLS } }, { data: { updated: SYMBOLS } }]);
  expect(new Set(firings(market).map(({ id }) => id)).size).toBe(SYMBOLS / EVERY);
  expect(market.measured['AlertsTriggered']).toBe(SYMBOLS / EVERY);
});
