import type { EventOf, UpdateBatch } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { neverArmed, sampleStoredAlert } from '@marketscope/domain/fixtures';
import { expect, it } from 'vitest';
import {
  batchOf,
  days,
  deliveryOf,
  orderOf,
  priceOf,
  testMarket,
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

const updates = ({ published }: TestMarket): EventOf[] =>
  published.filter(({ type }) => type.startsWith('market.update'));

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
    candles: [sampleCandle({ date: '2009-06-02', close: 139.49 })],
  });
});

it('fires an alert that the price meets, with an id that names the crossing', async () => {
  const market = testMarket();
  await market.ports.alerts.create(sampleStoredAlert());
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
  ['below its threshold', sampleStoredAlert(), priceOf(139.99)],
  ['of another symbol', sampleStoredAlert({ symbol: 'MSFT' }), priceOf(150)],
  ['from before it was armed', sampleStoredAlert({ armedSince: days.wednesday }), priceOf(150)],
  ['above what it falls to', sampleStoredAlert({ direction: 'below', threshold: 130 }), priceOf(130.01)],
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
  await market.ports.alerts.create(sampleStoredAlert({ armedSince: days.tuesday }));
  market.offer(priceOf(141));
  await run(market, batchOf(['AAPL']));
  expect(triggers(market)).toHaveLength(1);
});

it('fires the alerts of many people side by side, and each once', async () => {
  const market = testMarket();
  const ids = Array.from({ length: 25 }, (_, n) => `ALERT-${n}`);
  for (const id of ids) await market.ports.alerts.create(sampleStoredAlert({ id, userId: `person-${id}` }));
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
  await market.ports.alerts.create(sampleStoredAlert({ ...neverArmed, direction: 'below' }));
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
  await market.ports.alerts.create(sampleStoredAlert(neverArmed));

  market.offer(priceOf(139.49));
  await run(market, batchOf(['AAPL']));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'waiting' });
  expect(await market.ports.quotes.get('AAPL')).toMatchObject({ price: 141, asOf: days.wednesday });
});

it('takes a recorded price for no late one, though a live price of a later year is stored', async () => {
  const market = testMarket();
  await market.ports.quotes.putIfNewer(priceOf(230, { asOf: '2026-11-20T21:00:00.000Z', source: 'yahoo' }));
  await market.ports.alerts.create(sampleStoredAlert(neverArmed));
  market.offer(priceOf(139.49));
  await run(market, batchOf(['AAPL']));
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'armed' });
});

it('skips a symbol without a price, names it, and updates the others', async () => {
  const market = testMarket();
  const good = Array.from({ length: 38 }, (_, n) => `S${n}`);
  market.offer(...good.map((symbol) => priceOf(10, { symbol })), {
    ok: false,
    failure: { symbol: 'BAD', reason: 'implausible-price', detail: 'price: is 0' },
  });
  await run(market, batchOf(['BAD', ...good, 'NONE']));
  expect(updates(market)).toMatchObject([
    {
      type: 'market.update.completed.v1',
      data: {
        status: 'completed',
        requested: 40,
        updated: 38,
        failedCount: 2,
        failed: [
          { symbol: 'BAD', reason: 'implausible-price', detail: 'price: is 0' },
          { symbol: 'NONE', reason: 'unknown-symbol' },
        ],
      },
    },
  ]);
  expect(market.lines.filter(({ msg }) => msg === 'symbol skipped')).toMatchObject([
    { symbol: 'BAD', reason: 'implausible-price' },
    { symbol: 'NONE' },
  ]);
});

it('tells of a run when its last batch ends, whichever that is', async () => {
  const market = testMarket();
  await market.ports.alerts.create(sampleStoredAlert());
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
  expect(updates(market).at(-1)).toMatchObject({
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

it.each([
  [5, 'market.update.completed.v1', 'completed'],
  [6, 'market.update.failed.v1', 'failed'],
] as const)('tells of a run of 100 symbols that %i have no price of as %s', async (failing, type, status) => {
  const market = testMarket();
  const symbols = Array.from({ length: 100 }, (_, n) => `S${n}`);
  market.offer(
    ...symbols.map((symbol, n) =>
      n < failing
        ? ({
            ok: false,
            failure: { symbol, reason: 'provider-unavailable', detail: 'Yahoo answers 503' },
          } as const)
        : priceOf(10, { symbol }),
    ),
  );
  await run(market, batchOf(symbols));
  expect(updates(market)).toMatchObject([
    { type, id: `daily-1#${status}`, data: { updated: 100 - failing, failedCount: failing } },
  ]);
  expect(await market.ports.runs.progress('daily-1')).toMatchObject({ status, isOpen: false });
});

it('says why a run failed', async () => {
  const market = testMarket();
  const down = (symbol: string) =>
    ({
      ok: false,
      failure: { symbol, reason: 'provider-unavailable', detail: 'Yahoo answers 503' },
    }) as const;
  market.offer(down('AAPL'), down('MSFT'));
  await run(market, batchOf(['NONE', 'AAPL', 'MSFT']));
  expect(updates(market)).toMatchObject([
    {
      type: 'market.update.failed.v1',
      data: {
        reason: '3 of 3 symbols have no price; 2 for provider-unavailable, as AAPL: Yahoo answers 503',
      },
    },
  ]);
});

it('keeps the event within its limits for any number of symbols, the largest moves first', async () => {
  const market = testMarket();
  const symbols = Array.from({ length: 4000 }, (_, n) => `S${n}`);
  market.offer(
    ...symbols.slice(0, 3850).map((symbol, n) => priceOf(10, { symbol, changePercent: n % 2 ? n : -n })),
  );
  await run(market, batchOf(symbols));
  const event = market.published.find(({ type }) => type === 'market.update.completed.v1');
  expect(event?.data).toMatchObject({ updated: 3850, failedCount: 150 });
  const { prices, failed } = event?.data as EventOf<'market.update.completed.v1'>['data'];
  expect([prices.length, failed.length]).toEqual([200, 100]);
  expect(prices.slice(0, 2).map(({ symbol }) => symbol)).toEqual(['S3849', 'S3848']);
});

it('asks the provider in calls of the size that it takes, several at once, and sees to symbols meanwhile', async () => {
  const market = testMarket();
  const symbols = Array.from({ length: 60 }, (_, n) => `S${n}`);
  market.offer(...symbols.map((symbol) => priceOf(10, { symbol })));
  const { quotes } = market.ports.provider;
  const asked: number[] = [];
  let underWay = 0;
  let most = 0;
  market.ports.provider = {
    ...market.ports.provider,
    batchSize: 5,
    async quotes(of, options) {
      asked.push(of.length);
      most = Math.max(most, (underWay += 1));
      const answers = await quotes(of, options);
      underWay -= 1;
      return answers;
    },
  };
  await run(market, batchOf(symbols));
  expect(asked).toEqual(Array.from({ length: 12 }, () => 5));
  expect(most).toBe(10);
  expect(await market.ports.quotes.getMany(symbols)).toHaveProperty('size', 60);
});

it('names the symbols of a batch that fails for the last time, and ends the run without it', async () => {
  const market = testMarket();
  const batches = [['AAPL'], ['KO', 'MSFT']].map((of, batch) => batchOf(of, { batch, batches: 2 }));
  const [first = batchOf([]), second = batchOf([])] = batches;
  const many = Array.from({ length: 100 }, (_, n) => `S${n}`);
  const third = batchOf(many, { batch: 2, batches: 3 });
  await market.ports.runs.begin(orderOf([first, second, third]));
  market.offer(...['AAPL', 'KO', 'MSFT', ...many].map((symbol) => priceOf(10, { symbol })));
  await updateBatch(third, market.ports, deliveryOf(market));
  await updateBatch(first, market.ports, deliveryOf(market));

  const { putIfNewer } = market.ports.quotes;
  market.ports.quotes.putIfNewer = async () => {
    throw new Error('the table is throttled');
  };
  await expect(updateBatch(second, market.ports, deliveryOf(market))).rejects.toThrow('not stored');
  expect(market.published).toEqual([]);
  await expect(updateBatch(second, market.ports, deliveryOf(market, { isLast: true }))).rejects.toThrow(
    'not stored',
  );
  expect(updates(market)).toMatchObject([
    {
      type: 'market.update.completed.v1',
      data: {
        status: 'partial',
        requested: 103,
        updated: 101,
        failed: [
          { symbol: 'KO', reason: 'batch-lost' },
          { symbol: 'MSFT', reason: 'batch-lost' },
        ],
      },
    },
  ]);
  expect(await market.ports.runs.progress('daily-1')).toMatchObject({ status: 'partial', isOpen: false });

  // Out of the dead-letter queue, later: its prices count, its alerts fire, and the run stays as it was told of.
  market.ports.quotes.putIfNewer = putIfNewer;
  await market.ports.alerts.create(sampleStoredAlert({ symbol: 'KO', threshold: 9 }));
  await updateBatch(second, market.ports, deliveryOf(market));
  expect(await market.ports.quotes.get('MSFT')).toMatchObject({ price: 10 });
  expect(updates(market).map(({ id }) => id)).toEqual(['daily-1#completed']);
  expect(triggers(market).map(({ id }) => id)).toEqual(['01ALERT#1']);
});

it('does nothing for a batch that is delivered again but end its run, if that was cut short', async () => {
  const market = testMarket();
  market.offer(priceOf(141));
  const { publish } = market.ports.publisher;
  market.ports.publisher.publish = async () => {
    throw new Error('SNS is away');
  };
  await expect(run(market, batchOf(['AAPL']))).rejects.toThrow('SNS is away');
  market.offer();
  market.ports.publisher.publish = publish;
  await run(market, batchOf(['AAPL']));
  expect(updates(market)).toMatchObject([{ id: 'daily-1#completed', data: { updated: 1, failedCount: 0 } }]);
});

it('changes nothing when a batch is delivered again', async () => {
  const market = testMarket();
  await market.ports.alerts.create(sampleStoredAlert());
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
  await market.ports.alerts.create(sampleStoredAlert());
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
