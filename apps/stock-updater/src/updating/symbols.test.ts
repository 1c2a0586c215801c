import type { Candle } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import type { QuoteOutcome } from '@marketscope/domain';
import { sampleSessions, sampleStoredAlert } from '@marketscope/domain/fixtures';
import { expect, it, vi } from 'vitest';
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

/** Sessions before Tuesday, 2 June 2009, as many as given, with one close and a volume of 1,000 each. */
function pastOf(close: number, sessions: number): Candle[] {
  return sampleSessions('2009-06-01', Array<number>(sessions).fill(close), { volume: 1000 });
}

async function run(market: TestMarket, trigger: 'daily' | 'intraday', runId = `${trigger}-1`): Promise<void> {
  const batch = batchOf(['AAPL', 'NEW'], { trigger, runId });
  await market.ports.runs.begin(orderOf([batch]));
  await updateBatch(batch, market.ports, deliveryOf(market));
}

it('fills a row of the day’s screen from a past that is fetched once', async () => {
  const market = testMarket();
  market.offer(priceOf(120), priceOf(50, { symbol: 'NEW' }));
  market.offerPast('AAPL', pastOf(160, 260));
  market.offerPast('NEW', pastOf(50, 3));
  await run(market, 'daily');
  expect(await market.ports.screens.rows('2009-06-02')).toMatchObject([
    {
      symbol: 'AAPL',
      close: 120,
      changePercent: -25,
      return252: -25,
      drawdownPercent: -25,
      average200: 159.8,
    },
    { symbol: 'NEW', close: 50, return5: null, average200: null },
  ]);
  expect(market.historiesAsked).toEqual(['AAPL', 'NEW']);
  expect(await market.ports.artifacts.text('screens/2009-06-02/daily_results.csv')).toContain('AAPL');

  await run(market, 'daily', 'daily-2');
  expect(market.historiesAsked).toHaveLength(2);
});

it('has no row without a past that could be had, but a price, and asks again the next day', async () => {
  const market = testMarket();
  market.offer(priceOf(140), priceOf(50, { symbol: 'NEW' }));
  await run(market, 'daily');
  expect(await market.ports.screens.rows('2009-06-02')).toMatchObject([
    { symbol: 'AAPL', close: 140, changePercent: null, return5: null },
    { symbol: 'NEW', close: 50, changePercent: null },
  ]);
  await run(market, 'daily', 'daily-2');
  expect(market.historiesAsked).toEqual(['AAPL', 'NEW', 'AAPL', 'NEW']);
});

it('takes a session that only an update within it saw for no past of the days after', async () => {
  const market = testMarket();
  market.offer(priceOf(140), priceOf(50, { symbol: 'NEW' }));
  market.setTime('2009-06-02T18:00:00.000Z');
  await run(market, 'intraday');
  const span = { from: '2009-06-01', before: '2009-06-03', market: 'recorded' } as const;
  expect((await market.ports.candles.past('AAPL', span)).candles).toEqual([]);
  market.setTime('2009-06-02T20:30:00.000Z');
  await run(market, 'daily');
  expect((await market.ports.candles.past('AAPL', span)).candles).toMatchObject([{ close: 140 }]);
});

it('makes no indicators of a past that ends before the session before, as in a run that comes late', async () => {
  const market = testMarket();
  market.offer(priceOf(120, { asOf: days.wednesday }), priceOf(50, { symbol: 'NEW' }));
  market.offerPast('AAPL', pastOf(160, 260));
  await market.ports.alerts.create(
    sampleStoredAlert({ kind: 'drawdown', direction: 'below', threshold: -20 }),
  );
  await run(market, 'daily');
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ state: 'armed' });
  expect((await market.ports.screens.rows('2009-06-02')).map(({ symbol }) => symbol)).toEqual(['NEW']);
  expect(await market.ports.quotes.get('AAPL')).toMatchObject({ price: 120 });
});

it('reads the past within a day only of symbols with an alert that looks back', async () => {
  const market = testMarket();
  market.offer(priceOf(120), priceOf(50, { symbol: 'NEW' }));
  market.offerPast('AAPL', pastOf(160, 260));
  const past = vi.spyOn(market.ports.candles, 'past');
  await market.ports.alerts.create(sampleStoredAlert({ id: '02ALERT', symbol: 'NEW' }));
  await run(market, 'intraday');
  expect(past).not.toHaveBeenCalled();

  await market.ports.alerts.create(
    sampleStoredAlert({ kind: 'drawdown', direction: 'below', threshold: -20, currency: null }),
  );
  await run(market, 'intraday', 'intraday-2');
  expect(past.mock.calls.map(([symbol]) => symbol)).toEqual(['AAPL']);
  expect(market.published).toMatchObject([
    { type: 'market.update.completed.v1' },
    { type: 'alert.triggered.v1', id: '01ALERT#1', data: { kind: 'drawdown', value: -25 } },
    { type: 'market.update.completed.v1' },
  ]);
  expect(await market.ports.screens.rows('2009-06-02')).toEqual([]);
});

it('takes alerts and the past into prices of new shares after a split, once', async () => {
  const market = testMarket();
  await market.ports.quotes.putIfNewer(priceOf(1400, { asOf: days.monday }));
  await market.ports.alerts.create(sampleStoredAlert({ threshold: 1500 }));
  await market.ports.alerts.create(sampleStoredAlert({ id: '02ALERT', direction: 'below', threshold: 1000 }));
  market.offerPast('AAPL', pastOf(1400, 260));
  market.offer(priceOf(1400, { asOf: days.monday }), priceOf(50, { symbol: 'NEW' }));
  await run(market, 'daily');

  const split: QuoteOutcome = {
    ok: true,
    quote: priceOf(141, { previousClose: 140 }),
    candle: sampleCandle({ date: '2009-06-02', close: 141 }),
    split: { ratio: 10, date: '2009-06-02' },
  };
  market.offer(split, priceOf(50, { symbol: 'NEW' }));
  market.offerPast('AAPL', pastOf(140, 260));
  const { putIfNewer } = market.ports.quotes;
  market.ports.quotes.putIfNewer = async () => {
    throw new Error('killed');
  };
  // Days later, even: until a price in new shares is stored, it is the same split.
  for (const runId of ['daily-2', 'daily-3'])
    await expect(run(market, 'daily', runId)).rejects.toThrow('not stored');
  market.ports.quotes.putIfNewer = putIfNewer;
  await run(market, 'daily', 'daily-3');

  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ threshold: 150, state: 'armed' });
  expect(await market.ports.alerts.get('ada', '02ALERT')).toMatchObject({ threshold: 100, state: 'armed' });
  expect(market.published.filter(({ type }) => type === 'alert.triggered.v1')).toEqual([]);
  const rows = await market.ports.screens.rows('2009-06-02');
  expect(rows[0]?.changePercent).toBeCloseTo(0.714, 3);
  expect(rows[0]?.drawdownPercent).toBe(0);
});

it('takes alerts into prices of new shares once, though another update that saw the split has stored its price', async () => {
  const market = testMarket();
  await market.ports.quotes.putIfNewer(priceOf(1400, { asOf: days.monday }));
  await market.ports.alerts.create(sampleStoredAlert({ threshold: 1500 }));
  const split: QuoteOutcome = {
    ok: true,
    quote: priceOf(141, { previousClose: 140 }),
    candle: null,
    split: { ratio: 10, date: '2009-06-02' },
  };
  market.offer(split, priceOf(50, { symbol: 'NEW' }));
  for (const runId of ['intraday-1', 'intraday-2']) await run(market, 'intraday', runId);
  expect(await market.ports.alerts.get('ada', '01ALERT')).toMatchObject({ threshold: 150, state: 'armed' });
});

it('takes an alert into prices of new shares that is made while the split is seen', async () => {
  const market = testMarket();
  const { alerts } = market.ports;
  const { watches } = alerts;
  alerts.watches = async (symbols) => {
    const found = await watches(symbols);
    await alerts.create(sampleStoredAlert({ threshold: 1500 }));
    return found;
  };
  market.offer({
    ok: true,
    quote: priceOf(141, { previousClose: 140 }),
    candle: null,
    split: { ratio: 10, date: '2009-06-02' },
  });
  await run(market, 'intraday');
  expect(await alerts.get('ada', '01ALERT')).toMatchObject({ threshold: 150, state: 'armed' });
});

it('goes on asking the provider, ten calls at once, while symbols that have a price wait for their turn', async () => {
  const market = testMarket();
  const symbols = Array.from({ length: 30 }, (_, n) => `S${n}`);
  market.offer(...symbols.map((symbol) => priceOf(10, { symbol })));
  const { provider, quotes } = market.ports;
  let calls = 0;
  let running = 0;
  let most = 0;
  const allAsked = new Promise<void>((resolve) => {
    market.ports.provider = {
      ...provider,
      batchSize: 1,
      async quotes(asked, options) {
        if ((calls += 1) === symbols.length) resolve();
        most = Math.max(most, (running += 1));
        await new Promise(setImmediate);
        running -= 1;
        return provider.quotes(asked, options);
      },
    };
  });
  const { putIfNewer } = quotes;
  market.ports.quotes.putIfNewer = async (quote) => {
    await allAsked;
    return putIfNewer(quote);
  };
  const batch = batchOf(symbols, { trigger: 'intraday' });
  await market.ports.runs.begin(orderOf([batch]));
  await updateBatch(batch, market.ports, deliveryOf(market));
  expect(market.published).toMatchObject([{ type: 'market.update.completed.v1', data: { updated: 30 } }]);
  expect(most).toBe(10);
});

it('keeps half of a batch’s time for what comes after the provider', async () => {
  const market = testMarket();
  const { provider } = market.ports;
  market.ports.provider = {
    ...provider,
    quotes: (symbols, options) =>
      new Promise((resolve) => {
        options?.signal?.addEventListener('abort', () =>
          resolve(
            new Map(
              symbols.map((symbol) => [
                symbol,
                { ok: false, failure: { symbol, reason: 'provider-unavailable', detail: 'not waited for' } },
              ]),
            ),
          ),
        );
      }),
  };
  const batch = batchOf(['AAPL']);
  await market.ports.runs.begin(orderOf([batch]));
  await updateBatch(batch, market.ports, deliveryOf(market, { remainingTimeMs: () => 200 }));
  expect(market.published).toMatchObject([
    { type: 'market.update.failed.v1', data: { failed: [{ symbol: 'AAPL', detail: 'not waited for' }] } },
  ]);
});
