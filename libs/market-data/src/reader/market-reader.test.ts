import type { Candle, Quote } from '@marketscope/contracts';
import { sampleCandle, sampleQuote } from '@marketscope/contracts/fixtures';
import { MarketDataError, type MarketDataProvider, type QuoteOutcome } from '@marketscope/domain';
import { createBackgroundWork } from '@marketscope/runtime';
import {
  captureLogger,
  createFakeCandleStore,
  createFakeQuoteStore,
  createFakeReplayCursor,
} from '@marketscope/testing';
import { describe, expect, it, vi } from 'vitest';
import { createMarketData, marketDataSettings } from '../market-data.ts';
import { createMarketReader } from './market-reader.ts';

/** Friday, 20 November 2026: the session from 14:30 to 21:00 UTC. */
const inSession = '2026-11-20T16:00:00.000Z';
const close = '2026-11-20T21:00:00.000Z';
const evening = '2026-11-20T23:00:00.000Z';
const mondayMorning = '2026-11-23T14:00:00.000Z';

const apple = sampleQuote({
  name: 'Apple Inc.',
  price: 271.5,
  previousClose: 270,
  change: 1.5,
  changePercent: 0.5556,
  volume: 30_000_000,
  asOf: '2026-11-20T15:59:58.000Z',
  source: 'yahoo',
});

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
  const { logger, lines } = captureLogger();
  const background = createBackgroundWork({ onFailure: (error) => logger.error({ err: error }) });
  const pauses: number[] = [];
  /** One more process, with a memory of its own, on the same stores. */
  const makeReader = () =>
    createMarketReader({
      provider,
      clock: { now: async () => now },
      quotes,
      candles,
      metrics: { record: (_name, _unit, value) => void hits.push(value) },
      background,
      logger,
      now: () => now,
      pause: async (ms) => {
        pauses.push(ms);
        now = new Date(now.getTime() + ms);
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
  return {
    reader: makeReader(),
    makeReader,
    background,
    lines,
    pauses,
    quotes,
    candles,
    ask,
    history,
    hits,
    offer: (quote: Quote) => void answers.set(quote.symbol, { ok: true, quote, candle: null }),
    split: (quote: Quote, ratio: number) =>
      void answers.set(quote.symbol, { ok: true, quote, candle: null, split: { ratio, date: '2025-02-15' } }),
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

  it('is given at once while it ages, and the next one is asked for behind it', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    await market.reader.quote('AAPL');
    market.setTime('2026-11-20T16:00:14.000Z');
    expect((await market.reader.quote('AAPL')).cached).toBe(true);
    market.setTime('2026-11-20T16:00:59.000Z');
    market.offer({ ...apple, price: 272, asOf: '2026-11-20T16:00:57.000Z' });
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5, cached: true, stale: false });
    await market.background.idle();
    market.forget();
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 272, cached: true });
    expect(market.ask).toHaveBeenCalledTimes(2);
    expect(market.hits).toEqual([0, 100, 100, 100]);
  });

  it('is asked for before it is given when it is a minute old', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    await market.reader.quote('AAPL');
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

  it('is asked for once by many at a time, in one process and in ten', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    const readers = Array.from({ length: 10 }, market.makeReader);
    const given = await Promise.all(
      readers.flatMap((reader) => [reader.quote('AAPL'), reader.quote('AAPL')]),
    );
    expect(new Set(given.map(({ price }) => price))).toEqual(new Set([271.5]));
    expect(market.ask).toHaveBeenCalledTimes(1);
  });

  it('is asked for once behind the answers of ten processes', async () => {
    const market = setUp(inSession);
    await market.quotes.putIfNewer(apple);
    market.setTime('2026-11-20T16:00:30.000Z');
    market.offer({ ...apple, price: 272 });
    await Promise.all(Array.from({ length: 10 }, () => market.makeReader().quote('AAPL')));
    await market.background.idle();
    expect(market.ask).toHaveBeenCalledTimes(1);
  });

  it('is the last known one when the process that asks for it does not come back', async () => {
    const market = setUp(inSession);
    await market.quotes.putIfNewer(apple);
    const seen = await market.quotes.get('AAPL');
    market.setTime('2026-11-20T16:05:00.000Z');
    const until = new Date('2026-11-20T16:05:10.000Z');
    await market.quotes.claim('AAPL', { seen, market: 'live', now: new Date(inSession), until });
    expect(await market.reader.quote('AAPL')).toEqual({ ...apple, cached: true, stale: true });
    expect(market.ask).not.toHaveBeenCalled();
    expect(market.pauses.reduce((sum, ms) => sum + ms)).toBeLessThan(4000);
    market.setTime('2026-11-20T16:05:10.000Z');
    market.offer({ ...apple, price: 272, asOf: '2026-11-20T16:05:09.000Z' });
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 272, cached: false });
  });

  it('is asked for all the same when the one who does so does not come back and none was ever known', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    const until = new Date('2026-11-20T16:00:10.000Z');
    await market.quotes.claim('AAPL', { seen: undefined, market: 'live', now: new Date(inSession), until });
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5, cached: false });
  });

  it('after a split is given and not stored, so that the update finds out about it too', async () => {
    const market = setUp(inSession);
    await market.quotes.putIfNewer({ ...apple, price: 543, asOf: '2026-11-19T21:00:00.000Z' });
    market.setTime('2026-11-20T16:02:00.000Z');
    market.split({ ...apple, asOf: '2026-11-20T16:01:59.000Z' }, 2);
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5, cached: false });
    market.forget();
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5, cached: false });
    expect(await market.quotes.get('AAPL')).toMatchObject({ price: 543 });
  });

  it('can be asked for again at once when asking failed', async () => {
    const market = setUp(inSession);
    market.fail('AAPL');
    await expect(market.reader.quote('AAPL')).rejects.toMatchObject({ code: 'provider-unavailable' });
    market.offer(apple);
    market.forget();
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5 });
    expect(market.pauses).toEqual([]);
  });

  it('is given though it can’t be stored, nor what is stored be read', async () => {
    const market = setUp(inSession);
    market.offer(apple);
    for (const operation of ['entries', 'claim', 'putIfNewer'] as const)
      vi.spyOn(market.quotes, operation).mockRejectedValue(new Error('throttled'));
    expect(await market.reader.quote('AAPL')).toMatchObject({ price: 271.5, cached: false });
    expect(market.lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
  });

  it('is nothing that providers are asked for again when they do not know the symbol', async () => {
    const market = setUp(inSession);
    const unknown = { code: 'unknown-symbol' };
    await expect(market.reader.quote('ZZZZ')).rejects.toMatchObject(unknown);
    await expect(market.makeReader().quote('ZZZZ')).rejects.toMatchObject(unknown);
    market.setTime('2026-11-20T16:00:59.000Z');
    await expect(market.reader.quote('ZZZZ')).rejects.toMatchObject(unknown);
    market.setTime('2026-11-20T16:09:59.000Z');
    await expect(market.reader.quote('ZZZZ')).rejects.toMatchObject(unknown);
    expect(market.ask).toHaveBeenCalledTimes(1);
    expect(market.hits).toEqual([0, 100, 100, 100]);

    market.offer({ ...apple, symbol: 'ZZZZ' });
    market.setTime('2026-11-20T16:11:00.000Z');
    expect(await market.reader.quote('ZZZZ')).toMatchObject({ price: 271.5 });
  });

  it('is asked for in each process when providers fail, not known to be wrong', async () => {
    const market = setUp(inSession);
    market.fail('AAPL', 'rate-limited');
    for (const reader of [market.reader, market.makeReader()])
      await expect(reader.quote('AAPL')).rejects.toMatchObject({ code: 'rate-limited' });
    expect(market.ask).toHaveBeenCalledTimes(2);
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
  const candle = (date: string): Candle => sampleCandle({ date, close: 271 });
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
        isOver: true,
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

  it('is asked for once a minute in the session, and less often after it, by all who want it', async () => {
    const market = setUp(inSession);
    market.history.mockResolvedValue(found);
    await Promise.all([market.reader.history('AAPL', '1mo'), market.reader.history('AAPL', '1mo')]);
    market.setTime('2026-11-20T16:00:59.000Z');
    await market.reader.history('AAPL', '1mo');
    expect(market.history).toHaveBeenCalledTimes(1);
    await market.reader.history('AAPL', '1y');
    market.setTime('2026-11-20T16:01:00.000Z');
    await market.reader.history('AAPL', '1mo');
    expect(market.history).toHaveBeenCalledTimes(3);

    market.setTime(evening);
    await market.reader.history('AAPL', '1mo');
    market.setTime('2026-11-20T23:14:59.000Z');
    await market.reader.history('AAPL', '1mo');
    expect(market.history).toHaveBeenCalledTimes(4);
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
    const { provider, clock, timeline } = createMarketData({
      settings: marketDataSettings.parse({ MARKET_DATA: 'replay' }),
      cursor,
      quotes: createFakeQuoteStore(),
    });
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const reader = createMarketReader({
      provider,
      clock,
      quotes: createFakeQuoteStore(),
      candles: createFakeCandleStore(),
      metrics: { record: () => {} },
      background: createBackgroundWork({ onFailure: () => {} }),
      logger: captureLogger().logger,
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
