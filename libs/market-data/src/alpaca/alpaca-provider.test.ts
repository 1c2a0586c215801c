import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asset, barsBody, dailyBar, snapshotEntry, threeBars } from '../testing/alpaca-bodies.ts';
import { appleFriday } from '../testing/apple-friday.ts';
import { alpacaKeys, startAlpacaServer, type AlpacaServer } from '../testing/alpaca-server.ts';
import { createAlpacaProvider, type AlpacaOptions } from './alpaca-provider.ts';

let alpaca: AlpacaServer;
beforeEach(async () => {
  alpaca = await startAlpacaServer();
});
afterEach(() => alpaca.stop());

const evening = new Date('2025-02-15T01:00:00Z');
const provider = (options: Partial<AlpacaOptions> = {}) =>
  createAlpacaProvider({
    keys: alpacaKeys,
    baseUrl: alpaca.baseUrl,
    tradingUrl: alpaca.baseUrl,
    retries: 0,
    clock: () => evening,
    ...options,
  });
const asked = (position: number) => alpaca.requests.at(position)?.searchParams;

describe('quotes', () => {
  it('are the session’s close once it is over, whatever is traded after hours', async () => {
    alpaca.snapshots({ body: { AAPL: snapshotEntry() } });
    expect((await provider({ feed: 'sip' }).quotes(['AAPL'])).get('AAPL')).toEqual({
      ok: true,
      quote: { ...appleFriday.quote, name: null, source: 'alpaca' },
      candle: appleFriday.candle,
    });
  });

  it('are the last trade during the session', async () => {
    const trade = { t: '2025-02-14T17:30:00.123456789Z', p: 243.1 };
    alpaca.snapshots({ body: { AAPL: snapshotEntry({ latestTrade: trade }) } });
    const noon = provider({ clock: () => new Date('2025-02-14T17:30:05Z') });
    expect((await noon.quotes(['AAPL'])).get('AAPL')).toMatchObject({
      quote: { price: 243.1, asOf: '2025-02-14T17:30:00.123Z', previousClose: 241.53 },
      candle: { close: 243.1, open: 241.25 },
    });
  });

  it('have the close before from the bar of yesterday, while today’s is not there yet', async () => {
    const trade = { t: '2025-02-18T14:30:01Z', p: 245 };
    alpaca.snapshots({ body: { AAPL: snapshotEntry({ latestTrade: trade }) } });
    const open = provider({ clock: () => new Date('2025-02-18T14:30:05Z') });
    expect((await open.quotes(['AAPL'])).get('AAPL')).toMatchObject({
      quote: { price: 245, previousClose: 244.6, changePercent: 0.1635 },
      candle: null,
    });
  });

  it('have no volume where only one exchange’s is told', async () => {
    alpaca.snapshots({ body: { AAPL: snapshotEntry() } });
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      quote: { volume: null },
      candle: { volume: null },
    });
    expect(asked(0)?.get('feed')).toBe('iex');
  });

  it('are asked for by Alpaca’s tickers, several hundred at once, and only for what it can know', async () => {
    const symbols = ['BRK-B', '^GSPC', 'SHEL.L', 'EURUSD=X', ...letters(430)];
    alpaca.snapshots((url) => ({
      body: Object.fromEntries(
        (url.searchParams.get('symbols') ?? '').split(',').map((symbol) => [symbol, snapshotEntry()]),
      ),
    }));
    const outcomes = await provider().quotes(symbols);
    expect(outcomes.get('BRK-B')).toMatchObject({ ok: true, quote: { symbol: 'BRK-B' } });
    for (const foreign of ['^GSPC', 'SHEL.L', 'EURUSD=X'])
      expect(outcomes.get(foreign)).toMatchObject({ failure: { reason: 'unknown-symbol' } });
    expect(outcomes.size).toBe(434);
    const tickers = alpaca.requests.map(({ searchParams }) => searchParams.get('symbols')?.split(',') ?? []);
    expect(tickers.map(({ length }) => length).toSorted()).toEqual([31, 400]);
    expect(tickers.flat()).toContain('BRK.B');
  });

  it('are given although Alpaca refuses the question for one symbol’s sake', async () => {
    alpaca.snapshots(
      { status: 400, body: { message: 'invalid symbol: NOPE' } },
      { body: { AAPL: snapshotEntry() } },
    );
    const outcomes = await provider().quotes(['AAPL', 'NOPE']);
    expect(outcomes.get('AAPL')).toMatchObject({ ok: true });
    expect(outcomes.get('NOPE')).toMatchObject({ failure: { reason: 'unknown-symbol' } });
    expect(asked(1)?.get('symbols')).toBe('AAPL');
  });

  it.each<[string, unknown, string]>([
    ['a price of nothing', snapshotEntry({ dailyBar: dailyBar({ c: 0 }) }), 'implausible-price'],
    ['a price below nothing', snapshotEntry({ dailyBar: dailyBar({ c: -244.6 }) }), 'implausible-price'],
    ['a price that is no number', snapshotEntry({ dailyBar: dailyBar({ c: 'NaN' }) }), 'implausible-price'],
    ['no price', snapshotEntry({ dailyBar: dailyBar({ c: null }) }), 'invalid-data'],
    ['a bar without a time', snapshotEntry({ dailyBar: dailyBar({ t: 'yesterday' }) }), 'invalid-data'],
    ['nothing known', null, 'unknown-symbol'],
    [
      'a trade to come',
      { latestTrade: { t: '2100-01-04T15:00:00Z', p: 244.6 }, dailyBar: null },
      'out-of-order',
    ],
  ])('take no price from a snapshot with %s', async (_, entry, reason) => {
    alpaca.snapshots({ body: { AAPL: entry } });
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      ok: false,
      failure: { symbol: 'AAPL', reason },
    });
  });

  it('take no infinite price', async () => {
    alpaca.snapshots({ body: JSON.stringify({ AAPL: snapshotEntry() }).replaceAll('244.6,', '1e999,') });
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      failure: { reason: 'implausible-price' },
    });
  });

  it('take no price of another symbol', async () => {
    alpaca.snapshots({ body: { MSFT: snapshotEntry() } });
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      failure: { reason: 'wrong-symbol', detail: expect.stringContaining('MSFT') },
    });
  });

  it('are not asked for again with keys that Alpaca refuses', async () => {
    const asWhom = provider({ keys: { keyId: 'another', secretKey: 'none' }, retries: 3 });
    expect((await asWhom.quotes(['AAPL'])).get('AAPL')).toMatchObject({
      failure: { reason: 'provider-unavailable', detail: expect.stringContaining('403') },
    });
    expect(alpaca.requests).toHaveLength(1);
  });
});

describe('history', () => {
  const span = { from: '2025-02-12', to: '2025-02-14' };

  it('is of all exchanges, adjusted for splits, with closes adjusted for dividends beside', async () => {
    alpaca.bars((url) =>
      barsBody({
        AAPL: threeBars().map((bar) =>
          url.searchParams.get('adjustment') === 'all' ? { ...bar, c: Number(bar['c']) - 0.25 } : bar,
        ),
      }),
    );
    const { candles } = await provider().history('AAPL', span);
    expect(candles.at(-1)).toEqual({
      date: '2025-02-14',
      open: 241.25,
      high: 245.55,
      low: 240.99,
      close: 244.6,
      adjClose: 244.35,
      volume: 40896227,
    });
    expect(alpaca.requests.map(({ searchParams }) => searchParams.get('adjustment')).toSorted()).toEqual([
      'all',
      'split',
    ]);
    expect(asked(0)?.get('feed')).toBe('sip');
    expect(asked(0)?.get('start')).toBe('2025-02-12T05:00:00.000Z');
  });

  it('is not asked of the last quarter of an hour without a subscription', async () => {
    alpaca.bars(barsBody({ AAPL: threeBars() }));
    const noon = new Date('2025-02-14T17:00:00Z');
    await provider({ clock: () => noon }).history('AAPL', span);
    expect(asked(0)?.get('end')).toBe('2025-02-14T16:44:00.000Z');
    await provider({ clock: () => noon, feed: 'sip' }).history('AAPL', span);
    expect(asked(-1)?.get('end')).toBe('2025-02-15T04:59:59.999Z');
  });

  it('goes through all pages, which tell of one symbol after the other', async () => {
    const [first, second, third] = threeBars();
    alpaca.bars(
      barsBody({ AAPL: [first, second] }, 'page-2'),
      barsBody({ AAPL: [third], MSFT: [first] }, 'page-3'),
      barsBody({ MSFT: [second, third] }),
    );
    const histories = await provider().histories(['AAPL', 'MSFT'], span);
    for (const symbol of ['AAPL', 'MSFT'])
      expect(histories.get(symbol)).toMatchObject({
        history: { candles: [{ date: '2025-02-12' }, { date: '2025-02-13' }, { date: '2025-02-14' }] },
      });
    expect(alpaca.requests.map(({ searchParams }) => searchParams.get('page_token'))).toEqual([
      null,
      'page-2',
      'page-3',
    ]);
  });

  it('ends at pages that go round in circles', async () => {
    alpaca.bars(barsBody({ AAPL: threeBars() }, 'again'));
    expect((await provider().histories(['AAPL'], span)).get('AAPL')).toMatchObject({
      failure: { reason: 'invalid-data', detail: expect.stringContaining('no end') },
    });
  });

  it('spoils no other symbol’s history by one that can’t be right', async () => {
    const [first] = threeBars();
    alpaca.bars(barsBody({ AAPL: threeBars(), MSFT: [first, dailyBar({ c: 0 })] }));
    const histories = await provider().histories(['AAPL', 'MSFT'], span);
    expect(histories.get('AAPL')).toMatchObject({ ok: true });
    expect(histories.get('MSFT')).toMatchObject({ failure: { reason: 'implausible-price' } });
  });
});

it('lists its assets once for many searches', async () => {
  alpaca.assets({
    body: [
      asset('AAPL', 'Apple Inc. Common Stock'),
      asset('APLE', 'Apple Hospitality REIT, Inc.'),
      asset('BRK.B', 'Berkshire Hathaway'),
      { symbol: 7 },
    ],
  });
  const searched = provider();
  expect(await searched.search('apple')).toMatchObject([{ symbol: 'AAPL' }, { symbol: 'APLE' }]);
  expect(await searched.search('brk-b')).toEqual([
    { symbol: 'BRK-B', name: 'Berkshire Hathaway', exchange: 'NASDAQ', source: 'alpaca' },
  ]);
  expect(alpaca.requests).toHaveLength(1);
});

/** That many tickers of letters alone. */
function letters(count: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    ['Z', n / 26 / 26, n / 26, n]
      .map((each) => (typeof each === 'string' ? each : String.fromCharCode(65 + (Math.floor(each) % 26))))
      .join(''),
  );
}
