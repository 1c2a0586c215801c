import type { EventOf, UpdateBatch } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import {
  alertOf,
  batchOf,
  days,
  deliveryOf,
  orderOf,
  priceOf,
  testMarket,
  waiting,
  type TestMarket,
} from '../testing/test-market.ts';
import { updateBatch } from './batch.ts';

/** Runs one batch of a run that has just it, as its message tells. */
async function run(market: TestMarket, batch: UpdateBatch): Promise<void> {
  await market.ports.runs.begin(orderOf([batch]));
  await updateBatch(batch, market.ports, deliveryOf(market));
}

const triggers = ({ published }: TestMarket): EventOf<'alert.triggered.v1'>[] =>
  published.filter((event) => event.type === 'alert.triggered.v1');

it('stores each price and its session', async () => {
  const market = testMarket();
  market.offer(priceOf(139.49), priceOf(21.4, { symbol: 'MSFT', source: 'synthetic' }));
  await run(market, batchOf(['AAPL', 'MSFT']));
  const { quotes, candles } = market.ports;
  expect(await quotes.get('AAPL')).toMatchObject({ price: 139.49, asOf: days.tuesday, source: 'replay' });
  expect(await quotes.get('MSFT')).toMatchObject({ price: 21.4, source: 'synthetic' });
  expect(await candles.between('AAPL', '2009-06-01', '2009-06-30')).toEqual({
    symbol: 'AAPL',
    currency: 'USD',
    source: 'replay',
    candles: [
      { date: '2009-06-02', open: null, high: null, low: null, close: 139.49, adjClose: null, volume: null },
    ],
  });
});

it('fires an alert that the price meets, with an id that names the crossing', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf());
  market.offer(priceOf(140));
  await run(market, batchOf(['AAPL']));
  expect(triggers(market)).toMatchObject([
    {
      id: '01ALERT#1',
      source: '/marketscope/stock-updater',
      subject: 'AAPL',
      correlationid: 'daily-1',
      data: {
        userId: 'ada',
        threshold: 140,
        price: 140,
        currency: 'USD',
        asOf: days.tuesday,
        source: 'replay',
      },
    },
  ]);
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({
    state: 'triggered',
    lastTriggeredAt: '2026-11-20T21:30:00.000Z',
  });
  expect(market.measured['AlertsTriggered']).toBe(1);
});

it.each([
  ['below its threshold', alertOf(), priceOf(139.99)],
  ['of another symbol', alertOf({ symbol: 'MSFT' }), priceOf(150)],
  ['from before it was armed', alertOf({ armedSince: days.wednesday }), priceOf(150)],
  ['above what it falls to', alertOf({ direction: 'below', threshold: 130 }), priceOf(130.01)],
])('does not fire an alert for a price %s', async (_, alert, price) => {
  const market = testMarket();
  await market.ports.alerts.create(alert);
  market.offer(price);
  await run(market, batchOf(['AAPL']));
  expect(triggers(market)).toEqual([]);
  expect(await market.ports.alerts.get('ada', '01ALERT')).toEqual(alert);
});

it('fires for the price at which an alert was armed since, when it is met at that very time', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf({ armedSince: days.tuesday }));
  market.offer(priceOf(141));
  await run(market, batchOf(['AAPL']));
  expect(triggers(market)).toHaveLength(1);
});

it('fires the alerts of many people side by side, and each once', async () => {
  const market = testMarket();
  const ids = Array.from({ length: 25 }, (_, n) => `ALERT-${n}`);
  for (const id of ids) await market.ports.alerts.create(alertOf({ id, userId: `person-${id}` }));
  market.offer(priceOf(141));
  const { publisher } = market.ports;
  let publishing = 0;
  let most = 0;
  market.ports.publisher = {
    async publish(event) {
      most = Math.max(most, (publishing += 1));
      await publisher.publish(event);
      publishing -= 1;
    },
  };
  await run(market, batchOf(['AAPL']));
  expect(new Set(triggers(market).map(({ id }) => id))).toEqual(new Set(ids.map((id) => `${id}#1`)));
  expect(triggers(market)).toHaveLength(ids.length);
  expect(most).toBe(10);
});

it('arms a waiting alert when it is seen false, and fires it at the next crossing', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf({ ...waiting, direction: 'below' }));
  market.offer(priceOf(139.49));
  await run(market, batchOf(['AAPL']));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'waiting' });

  market.offer(priceOf(140.95, { asOf: days.wednesday }));
  await run(market, batchOf(['AAPL'], { runId: 'daily-2', sessionDate: '2009-06-03' }));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({
    state: 'armed',
    armGeneration: 1,
    armedSince: days.wednesday,
  });
  expect(triggers(market)).toEqual([]);

  market.offer(priceOf(139, { asOf: '2009-06-04T20:00:00.000Z' }));
  await run(market, batchOf(['AAPL'], { runId: 'daily-3', sessionDate: '2009-06-04' }));
  expect(triggers(market)).toMatchObject([{ id: '01ALERT#1' }]);
});

it('lets a late price neither arm an alert nor replace a newer price', async () => {
  const market = testMarket();
  market.offer(priceOf(141, { asOf: days.wednesday }));
  await run(market, batchOf(['AAPL'], { runId: 'daily-2', sessionDate: '2009-06-03' }));
  await market.ports.alerts.create(alertOf(waiting));

  market.offer(priceOf(139.49));
  await run(market, batchOf(['AAPL']));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'waiting' });
  expect(await market.ports.quotes.get('AAPL')).toMatchObject({ price: 141, asOf: days.wednesday });
});

it('takes a recorded price for no late one, though a live price of a later year is stored', async () => {
  const market = testMarket();
  await market.ports.quotes.putIfNewer(priceOf(230, { asOf: '2026-11-20T21:00:00.000Z', source: 'yahoo' }));
  await market.ports.alerts.create(alertOf(waiting));
  market.offer(priceOf(139.49));
  await run(market, batchOf(['AAPL']));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'armed' });
});

it('skips a symbol without a price, names it, and updates the others', async () => {
  const market = testMarket();
  market.offer(priceOf(139.49), {
    ok: false,
    failure: { symbol: 'BAD', reason: 'invalid-data', detail: 'price: is 0' },
  });
  await run(market, batchOf(['AAPL', 'BAD', 'NONE']));
  expect(market.published).toMatchObject([
    {
      type: 'market.update.completed.v1',
      data: {
        requested: 3,
        updated: 1,
        failedCount: 2,
        failed: [
          { symbol: 'BAD', reason: 'invalid-data', detail: 'price: is 0' },
          { symbol: 'NONE', reason: 'unknown-symbol' },
        ],
      },
    },
  ]);
  expect(market.lines.filter(({ msg }) => msg === 'symbol skipped')).toMatchObject([
    { symbol: 'BAD', reason: 'invalid-data' },
    { symbol: 'NONE' },
  ]);
});

it('tells of a run when its last batch ends, whichever that is', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf());
  const batches = [['AAPL', 'MSFT'], ['KO']].map((of, batch) => batchOf(of, { batch, batches: 2 }));
  await market.ports.runs.begin(orderOf(batches));
  const inRun = (batch: number): Promise<void> =>
    updateBatch(batches[batch] ?? batchOf([]), market.ports, deliveryOf(market));

  market.offer(priceOf(49.1, { symbol: 'KO', changePercent: 0.5 }));
  market.setTime('2026-11-20T21:30:04.000Z');
  await inRun(1);
  expect(market.published).toEqual([]);

  market.offer(
    priceOf(140.95, { changePercent: 1.05 }),
    priceOf(21, { symbol: 'MSFT', changePercent: -2, source: 'synthetic' }),
  );
  market.setTime('2026-11-20T21:30:02.000Z');
  await inRun(0);
  expect(market.published.at(-1)).toMatchObject({
    type: 'market.update.completed.v1',
    id: 'daily-1#completed',
    time: '2026-11-20T21:30:04.000Z',
    subject: '2009-06-02',
    data: {
      trigger: 'daily',
      requested: 3,
      updated: 3,
      alertsTriggered: 1,
      durationMs: 4000,
      prices: [
        { symbol: 'MSFT', price: 21, changePercent: -2, source: 'synthetic' },
        { symbol: 'AAPL', price: 140.95 },
        { symbol: 'KO' },
      ],
    },
  });
  expect(market.measured['StockUpdates']).toBe(3);
});

it('tells that a run failed when no symbol has a price', async () => {
  const market = testMarket();
  const down = (symbol: string) =>
    ({
      ok: false,
      failure: { symbol, reason: 'provider-unavailable', detail: 'Yahoo answers 503' },
    }) as const;
  market.offer(down('AAPL'), down('MSFT'));
  await run(market, batchOf(['AAPL', 'MSFT']));
  expect(market.published).toMatchObject([
    {
      type: 'market.update.failed.v1',
      id: 'daily-1#failed',
      data: { updated: 0, failedCount: 2, reason: expect.stringContaining('Yahoo answers 503') },
    },
  ]);
});

it('keeps the event within its limits for any number of symbols, the largest moves first', async () => {
  const market = testMarket();
  const symbols = Array.from({ length: 500 }, (_, n) => `S${n}`);
  market.offer(
    ...symbols.slice(0, 300).map((symbol, n) => priceOf(10, { symbol, changePercent: n % 2 ? n : -n })),
  );
  await run(market, batchOf(symbols));
  const event = market.published.find(({ type }) => type === 'market.update.completed.v1');
  expect(event?.data).toMatchObject({ updated: 300, failedCount: 200 });
  const { prices, failed } = event?.data as EventOf<'market.update.completed.v1'>['data'];
  expect([prices.length, failed.length]).toEqual([200, 100]);
  expect(prices.slice(0, 2).map(({ symbol }) => symbol)).toEqual(['S299', 'S298']);
});

it('changes nothing when a batch is delivered again', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf());
  market.offer(priceOf(141));
  const batch = batchOf(['AAPL', 'NONE']);
  await run(market, batch);
  const [published, alert] = [[...market.published], await market.ports.alerts.get('ada', '01ALERT')];
  const { batches, progress } = market.ports.runs;
  const [stored, before] = [await batches('daily-1'), await progress('daily-1')];

  for (let time = 0; time < 4; time += 1) await run(market, batch);
  expect(market.published).toEqual(published);
  expect(await market.ports.alerts.get('ada', '01ALERT')).toEqual(alert);
  expect([await batches('daily-1'), await progress('daily-1')]).toEqual([stored, before]);
  expect(market.measured).toEqual({ AlertsTriggered: 1, StockUpdates: 1 });
});

it('fires a crossing under one id when two updates see it at once', async () => {
  const market = testMarket();
  await market.ports.alerts.create(alertOf());
  market.offer(priceOf(141));
  await Promise.all([
    run(market, batchOf(['AAPL'])),
    run(market, batchOf(['AAPL'], { runId: 'intraday-1' })),
  ]);
  expect(new Set(triggers(market).map(({ id }) => id))).toEqual(new Set(['01ALERT#1']));
  expect(market.measured['AlertsTriggered']).toBe(1);
});

it('fails the batch, after the other symbols had their turn, when a price can’t be stored', async () => {
  const market = testMarket();
  const { putIfNewer } = market.ports.quotes;
  market.ports.quotes.putIfNewer = async (quote) => {
    if (quote.symbol === 'AAPL') throw new Error('the table is throttled');
    return putIfNewer(quote);
  };
  market.offer(priceOf(139.49), priceOf(49, { symbol: 'KO' }));
  await expect(run(market, batchOf(['AAPL', 'KO']))).rejects.toThrow('1 of 2 symbols were not stored');
  expect(await market.ports.quotes.get('KO')).toMatchObject({ price: 49 });
  expect(market.published).toEqual([]);
});
