import type { Candle, Quote } from '@marketscope/contracts';
import { MarketDataError, type MarketDataProvider, type QuoteOutcome } from '@marketscope/domain';
import { createFakeCandleStore, createFakeQuoteStore, createFakeReplayCursor } from '@marketscope/testing';
import { describe, expect, it, vi } from 'vitest';
import { createMarketData } from '../market-data.ts';
import { createMarketReader } from './market-reader.ts';

/** Friday, 20 November 2026: the session from 14:30 to 21:00 UTC. */
const inSession = '2026-11-20T16:00:00.000Z';
const close = '2026-11-20T21:00:00.000Z';
const evening = '2026-11-20T23:00:00.000Z';
const mondayMorning = '2026-11-23T14:00:00.000Z';

const apple: Quote = {
  symbol: 'AAPL',
  name: 'Apple Inc.',
  price: 271.5,
  previousClose: 270,
  change: 1.5,
  changePercent: 0.5556,
  currency: 'USD',
  volume: 30_000_000,
  asOf: '2026-11-20T15:59:58.000Z',
  source: 'yahoo',
};

function setUp(at: string) {
  let now = new Date(at);
  let memoryOver = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now.getTime() + memoryOver);
  const answers = new Map<string, QuoteOutcome>();
  const hits: number[] = [];
  const ask = vi.fn<MarketDataProvider['quotes']>(
    async (symbols) =>
      new Map(
        symbols.map((symbol) => [
          symbol,
          answers.get(symbol) ?? {
            ok: false,
            failure: { symbol, reason: 'unknown-symbol', detail: `no ${symbol}` },
          },
        ]),
      ),
  );
  const history = vi.fn<MarketDataProvider['history']>();
  const provider: MarketDataProvider = {
    name: 'a provider',
    market: 'live',
    batchSize: 100,
    quotes: ask,
    history,
    histories: async () => new Map(),
    search: async () => [],
  };
  const quotes = createFakeQuoteStore(() => now);
  const candles = createFakeCandleStore();
  const reader = createMarketReader({
    provider,
    clock: { now: async () => now },
    quotes,
    candles,
    metrics: { record: (_name, _unit, value) => void hits.push(value) },
  });
  return {
    reader,
    quotes,
    candles,
    ask,
    history,
    hits,
    offer: (quote: Quote) => void answers.set(quote.symbol, { ok: true, quote, candle: null }),
    fail: (
      symbol: string,
      reason: 'provider-unavailable' | 'rate-limited' | 'unknown-symbol' = 'provider-unavailable',
    ) => void answers.set(symbol, { ok: false, failure: { symbol, reason, detail: 'Yahoo answers 503' } }),
    setTime: (instant: string) => void (now = new Date(instant)),
    forget: () => void (memoryOver += 1000),
  };
}

describe('a quote', () => {
  it('is asked of the provider once, then had from memory, then from the store', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    expect(await market.reader.quote('AAPL')).toEqual({ ...apple, cached: false, stale: false });
    expect(await market.reader.quote('AAPL')).toEqual({ ...apple, cached: true, stale: false });
    market.forget();
    expect(await market.reader.quote('AAPL')).toEqual({ ...apple, cached: true, stale: false });
    expect(market.ask).toHaveBeenCalledTimes(1);
    expect(market.hits).toEqual([0, 100, 100]);
  });

  it('is asked for again after a minute of an open session', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    await market.reader.quote('AAPL');
    market.setTime('2026-11-20T16:00:59.000Z');
    expect((await market.reader.quote('AAPL')).cached).toBe(true);
    market.setTime('2026-11-20T16:01:00.000Z');
    market.offer({ ...apple, price: 272, asOf: '2026-11-20T16:00:57.000Z' });
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 272, cached: false });
  });

  it('of the close holds until the market opens again', async () => {
    const market = setUp(evening);
    market.offer({ ...apple, asOf: close });
    await market.reader.quote('AAPL');
    market.setTime(mondayMorning);
    expect(await market.reader.quote('AAPL')).toMatchObject({ cached: true, stale: false });
    market.setTime('2026-11-23T14:30:01.000Z');
    expect(await market.reader.quote('AAPL')).toMatchObject({ cached: false, stale: false });
  });

  it('from before the close does not hold after it', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    await market.reader.quote('AAPL');
    market.setTime(evening);
    market.offer({ ...apple, price: 273, asOf: close });
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 273, cached: false, stale: false });
  });

  it('is stale, and says so, when the provider has none from after the last session’s end', async () => {
    const market = setUp(evening);
    market.offer(apple);
    expect(await market.reader.quote('AAPL')).toMatchObject({ asOf: apple.asOf, cached: false, stale: true });
  });

  it.each(['provider-unavailable', 'rate-limited'] as const)(
    'is the last known one, and stale, when the provider is %s',
    async (reason) => {
      const market = setUp(inSession);
      await market.quotes.putIfNewer(apple);
      market.setTime('2026-11-20T16:30:00.000Z');
      market.fail('AAPL', reason);
      expect(await market.reader.quote('AAPL')).toEqual({ ...apple, cached: true, stale: true });
    },
  );

  it('is not made up when none was ever known', async () => {
    const market = setUp(inSession);
    market.fail('AAPL');
    await expect(market.reader.quote('AAPL')).rejects.toMatchObject({
      name: 'MarketDataError',
      code: 'provider-unavailable',
    });
  });

  it('of a symbol that the provider does not know is refused, even if one was known once', async () => {
    const market = setUp(inSession);
    await market.quotes.putIfNewer(apple);
    market.setTime(mondayMorning);
    await expect(market.reader.quote('AAPL')).rejects.toMatchObject({ code: 'unknown-symbol' });
  });

  it('of the recorded market is no last known price of the live one', async () => {
    const market = setUp(inSession);
    await market.quotes.putIfNewer({
      ...apple,
      price: 139.35,
      asOf: '2009-06-01T20:00:00.000Z',
      source: 'replay',
    });
    market.fail('AAPL');
    await expect(market.reader.quote('AAPL')).rejects.toMatchObject({ code: 'provider-unavailable' });
  });

  it('is asked for once by many at a time', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    await Promise.all(Array.from({ length: 20 }, () => market.reader.quote('AAPL')));
    expect(market.ask).toHaveBeenCalledTimes(1);
  });
});

it('gives many quotes in their order, and a reason for each that failed', async () => {
  const market = setUp(inSession);
  await market.quotes.putIfNewer(apple);
  market.offer({ ...apple, symbol: 'MSFT', price: 480 });
  market.fail('TSLA');
  const { items, failed } = await market.reader.quotes(['MSFT', 'TSLA', 'AAPL', 'ZZZZ']);
  expect(items.map(({ symbol, cached }) => [symbol, cached])).toEqual([
    ['MSFT', false],
    ['AAPL', true],
  ]);
  expect(failed.map(({ symbol, reason }) => [symbol, reason])).toEqual([
    ['TSLA', 'provider-unavailable'],
    ['ZZZZ', 'unknown-symbol'],
  ]);
  expect(market.ask.mock.calls.map(([symbols]) => symbols)).toEqual([['MSFT', 'TSLA', 'ZZZZ']]);
});

describe('history', () => {
  const candle = (date: string): Candle => ({
    date,
    open: null,
    high: null,
    low: null,
    close: 271,
    adjClose: null,
    volume: null,
  });
  const found = {
    symbol: 'AAPL',
    currency: 'USD',
    source: 'yahoo' as const,
    candles: [candle('2026-11-20')],
  };
  const storeFrom = async (market: ReturnType<typeof setUp>, ...dates: string[]): Promise<void> => {
    for (const date of dates)
      await market.candles.putIfNewer({
        symbol: 'AAPL',
        currency: 'USD',
        source: 'yahoo',
        asOf: `${date}T21:00:00.000Z`,
        candle: candle(date),
      });
  };
  const down = new MarketDataError('provider-unavailable', 'Yahoo answers 503');

  it('is asked of the provider, up to the market’s present day', async () => {
    const market = setUp(mondayMorning);
    market.history.mockResolvedValue(found);
    expect(await market.reader.history('AAPL', '1mo')).toEqual(found);
    expect(market.history).toHaveBeenCalledWith(
      'AAPL',
      expect.objectContaining({ from: '2026-10-20', to: '2026-11-20' }),
    );
  });

  it('is what was stored when the provider fails, if that covers the range', async () => {
    const market = setUp(evening);
    market.history.mockRejectedValue(down);
    await storeFrom(market, '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20');
    expect((await market.reader.history('AAPL', '5d')).candles).toHaveLength(5);
    await expect(market.reader.history('AAPL', '1y')).rejects.toBe(down);
  });

  it('is never what was stored for a symbol that the provider does not know', async () => {
    const market = setUp(evening);
    market.history.mockRejectedValue(new MarketDataError('unknown-symbol', 'no AAPL'));
    await storeFrom(market, '2026-11-16');
    await expect(market.reader.history('AAPL', '5d')).rejects.toMatchObject({ code: 'unknown-symbol' });
  });
});

describe('in replay', () => {
  it('follows the recorded day, and forgets the day before as it moves on', async () => {
    const cursor = createFakeReplayCursor();
    const { provider, clock, timeline } = createMarketData({ kind: 'replay', cursor });
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const reader = createMarketReader({
      provider,
      clock,
      quotes: createFakeQuoteStore(),
      candles: createFakeCandleStore(),
      metrics: { record: () => {} },
    });
    expect(await reader.quote('AAPL')).toMatchObject({ price: 139.35, cached: false, stale: false });
    time += 1000;
    expect(await reader.quote('AAPL')).toMatchObject({ price: 139.35, cached: true, stale: false });

    await timeline.sessionFor({ runId: 'run', trigger: 'daily', now: new Date(), force: false });
    time += 1000;
    expect(await reader.quote('AAPL')).toMatchObject({ price: 139.49, cached: false, stale: false });
    const { candles } = await reader.history('AAPL', '5d');
    expect(candles.map(({ date }) => date).slice(-2)).toEqual(['2009-06-01', '2009-06-02']);
  });
});
