import type { FailureReason } from '@marketscope/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appleFriday } from '../testing/apple-friday.ts';
import { chartBody, quoteBody, quoteEntry } from '../testing/yahoo-bodies.ts';
import { startYahooServer, type YahooAnswer, type YahooServer } from '../testing/yahoo-server.ts';
import { createYahooProvider } from './yahoo-provider.ts';

let yahoo: YahooServer;
beforeEach(async () => {
  yahoo = await startYahooServer();
});
afterEach(() => yahoo.stop());

const provider = (retries = 0) => createYahooProvider({ baseUrl: yahoo.baseUrl, retries });
const paths = () => yahoo.requests.map(({ pathname }) => pathname);

describe('quotes', () => {
  it('gets a cookie and a crumb once, then prices', async () => {
    yahoo.quotes(quoteBody(quoteEntry()));
    const asked = provider();
    expect((await asked.quotes(['AAPL'])).get('AAPL')).toEqual({
      ok: true,
      quote: { ...appleFriday.quote, name: 'Apple Inc.', source: 'yahoo' },
      candle: appleFriday.candle,
    });
    await asked.quotes(['AAPL']);
    expect(paths()).toEqual(['/quote/AAPL', '/v1/test/getcrumb', '/v7/finance/quote', '/v7/finance/quote']);
  });

  it('asks for many symbols at once, and answers each by itself', async () => {
    yahoo.quotes(
      quoteBody(
        quoteEntry(),
        quoteEntry({ symbol: 'BRK-B', regularMarketPrice: 0 }),
        quoteEntry({ symbol: 'MSFT', regularMarketPrice: 408.43, longName: null, shortName: 'Microsoft' }),
      ),
    );
    const outcomes = await provider().quotes(['AAPL', 'BRK-B', 'MSFT', 'NOPE']);
    expect(outcomes.get('AAPL')).toMatchObject({ ok: true });
    expect(outcomes.get('MSFT')).toMatchObject({ ok: true, quote: { price: 408.43, name: 'Microsoft' } });
    expect(outcomes.get('BRK-B')).toMatchObject({ ok: false, failure: { reason: 'implausible-price' } });
    expect(outcomes.get('NOPE')).toMatchObject({ ok: false, failure: { reason: 'unknown-symbol' } });
    expect(yahoo.requests.at(-1)?.searchParams.get('symbols')).toBe('AAPL,BRK-B,MSFT,NOPE');
  });

  it.each<[string, Record<string, unknown>, FailureReason, string]>([
    ['a price of nothing', { regularMarketPrice: 0 }, 'implausible-price', 'regularMarketPrice'],
    ['a price below nothing', { regularMarketPrice: -3 }, 'implausible-price', 'regularMarketPrice'],
    ['a price that is no number', { regularMarketPrice: 'NaN' }, 'implausible-price', 'NaN'],
    ['no price', { regularMarketPrice: null }, 'invalid-data', 'regularMarketPrice'],
    ['no time', { regularMarketTime: undefined }, 'invalid-data', 'regularMarketTime'],
    ['a time to come', { regularMarketTime: 4_102_444_800 }, 'out-of-order', 'in the future'],
    ['no currency', { currency: null }, 'invalid-data', 'currency'],
    ['fewer than no shares traded', { regularMarketVolume: -1 }, 'invalid-data', 'regularMarketVolume'],
    ['another symbol', { symbol: 'MSFT' }, 'wrong-symbol', 'MSFT in its place'],
  ])('takes no price from an answer with %s', async (_, entry, reason, detail) => {
    yahoo.quotes(quoteBody(quoteEntry(entry)));
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toEqual({
      ok: false,
      failure: { symbol: 'AAPL', reason, detail: expect.stringContaining(detail) },
    });
  });

  it('works out the change itself, since Yahoo’s own is that of 32-bit floats', async () => {
    yahoo.quotes(
      quoteBody(
        quoteEntry({
          regularMarketPrice: 188.1,
          regularMarketPreviousClose: 198,
          regularMarketChange: -9.899994,
          regularMarketChangePercent: -4.9999967,
        }),
        quoteEntry({
          symbol: 'MSFT',
          regularMarketPreviousClose: null,
          regularMarketChangePercent: -4.9999967,
        }),
      ),
    );
    const outcomes = await provider().quotes(['AAPL', 'MSFT']);
    expect(outcomes.get('AAPL')).toMatchObject({ quote: { change: -9.9, changePercent: -5 } });
    expect(outcomes.get('MSFT')).toMatchObject({ quote: { previousClose: null, changePercent: -5 } });
  });

  it('gives pence in pounds', async () => {
    yahoo.quotes(
      quoteBody(
        quoteEntry({
          symbol: 'SHEL.L',
          currency: 'GBp',
          regularMarketPrice: 2675.5,
          regularMarketPreviousClose: 2650,
          regularMarketChange: 25.5,
        }),
      ),
    );
    expect((await provider().quotes(['SHEL.L'])).get('SHEL.L')).toMatchObject({
      quote: { price: 26.755, previousClose: 26.5, change: 0.255, currency: 'GBP' },
      candle: { close: 26.755 },
    });
  });

  it('leaves empty what Yahoo leaves out', async () => {
    const { symbol, currency, regularMarketPrice, regularMarketTime } = quoteEntry();
    yahoo.quotes(quoteBody({ symbol, currency, regularMarketPrice, regularMarketTime }));
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      ok: true,
      quote: { name: null, previousClose: null, change: null, changePercent: null, volume: null },
      candle: { open: null, high: null, low: null, volume: null },
    });
  });

  it.each<[string, YahooAnswer, string]>([
    ['is down', { status: 503 }, 'provider-unavailable'],
    ['limits its visitors', { status: 429, body: 'Too Many Requests' }, 'rate-limited'],
    ['answers with a page', { body: '<html>Will be right back</html>' }, 'invalid-data'],
    ['answers with another form', { body: { finance: 'nonsense' } }, 'invalid-data'],
    ['answers with nothing', { body: '' }, 'invalid-data'],
  ])('names the failure of every symbol when Yahoo %s', async (_, answer, reason) => {
    yahoo.quotes(answer);
    const outcomes = await provider().quotes(['AAPL', 'MSFT']);
    expect([...outcomes.values()]).toMatchObject([
      { ok: false, failure: { symbol: 'AAPL', reason } },
      { ok: false, failure: { symbol: 'MSFT', reason } },
    ]);
  });

  it('says that Yahoo can’t be reached when nobody listens', async () => {
    await yahoo.stop();
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      failure: { reason: 'provider-unavailable', detail: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('waits no longer than its caller does', async () => {
    yahoo.quotes('silence');
    const outcomes = await provider(3).quotes(['AAPL'], { signal: AbortSignal.timeout(100) });
    expect(outcomes.get('AAPL')).toMatchObject({ failure: { reason: 'provider-unavailable' } });
  });
});

describe('the crumb', () => {
  const crumbs = () => paths().filter((path) => path === '/v1/test/getcrumb');

  it('is one for all who ask at the same time', async () => {
    yahoo.quotes(quoteBody(quoteEntry()));
    const asked = provider();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => asked.quotes(['AAPL'])));
    for (const outcome of outcomes) expect(outcome.get('AAPL')).toMatchObject({ ok: true });
    expect(crumbs()).toHaveLength(1);
  });

  it('is renewed once for all, without a wait, when Yahoo refuses it', async () => {
    yahoo.quotes(quoteBody(quoteEntry()));
    const asked = provider();
    await asked.quotes(['AAPL']);
    yahoo.expireCrumb();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => asked.quotes(['AAPL'])));
    for (const outcome of outcomes) expect(outcome.get('AAPL')).toMatchObject({ ok: true });
    expect(crumbs()).toHaveLength(2);
  });

  it('is not asked for again and again when Yahoo refuses each', async () => {
    yahoo.quotes({ status: 401 });
    expect((await provider().quotes(['AAPL'])).get('AAPL')).toMatchObject({
      failure: { reason: 'provider-unavailable' },
    });
    expect(crumbs()).toHaveLength(2);
  });
});

describe('history', () => {
  const span = { from: '2025-02-12', to: '2025-02-14' };

  it('gives the prices that are meant by 32-bit floats', async () => {
    yahoo.chart(chartBody({ close: [236.8699951171875, 241.52999877929688, 244.60000610351562] }));
    const { candles } = await provider().history('AAPL', span);
    expect(candles.map(({ close }) => close)).toEqual([236.87, 241.53, 244.6]);
  });

  it('gives each session of the span, oldest first', async () => {
    yahoo.chart(chartBody());
    expect(await provider().history('AAPL', span)).toEqual({
      symbol: 'AAPL',
      currency: 'USD',
      source: 'yahoo',
      candles: [
        {
          date: '2025-02-12',
          open: 231.2,
          high: 236.96,
          low: 230.68,
          close: 236.87,
          adjClose: 236.6,
          volume: 45243300,
        },
        {
          date: '2025-02-13',
          open: 236.91,
          high: 242.34,
          low: 235.57,
          close: 241.53,
          adjClose: 241.26,
          volume: 53614100,
        },
        {
          date: '2025-02-14',
          open: 241.25,
          high: 245.55,
          low: 240.99,
          close: 244.6,
          adjClose: 244.32,
          volume: 40896227,
        },
      ],
    });
    expect(yahoo.requests[0]?.pathname).toBe('/v8/finance/chart/AAPL');
  });

  it('keeps to the span, whatever Yahoo adds', async () => {
    yahoo.chart(chartBody());
    const { candles } = await provider().history('AAPL', { from: '2025-02-13', to: '2025-02-13' });
    expect(candles.map(({ date }) => date)).toEqual(['2025-02-13']);
  });

  it('leaves out a day without a trade, and never fills it in', async () => {
    yahoo.chart(chartBody({ close: [236.87, null, 244.6] }));
    const { candles } = await provider().history('AAPL', span);
    expect(candles.map(({ date }) => date)).toEqual(['2025-02-12', '2025-02-14']);
  });

  it('takes an exchange’s own days', async () => {
    const tokyo = { symbol: '7203.T', currency: 'JPY', exchangeTimezoneName: 'Asia/Tokyo' };
    // 09:00 in Tokyo is the evening before in New York.
    const body = chartBody({}, tokyo);
    const open = Date.parse('2025-02-12T00:00:00Z') / 1000;
    Object.assign((body.body as { chart: { result: [object] } }).chart.result[0], {
      timestamp: [open, open + 86_400, open + 172_800],
    });
    yahoo.chart(body);
    const { candles, currency } = await provider().history('7203.T', span);
    expect(candles.map(({ date }) => date)).toEqual(['2025-02-12', '2025-02-13', '2025-02-14']);
    expect(currency).toBe('JPY');
  });

  it('is empty for a span without sessions', async () => {
    const body = chartBody();
    Object.assign((body.body as { chart: { result: [object] } }).chart.result[0], {
      timestamp: undefined,
      indicators: { quote: [{}], adjclose: [{}] },
    });
    yahoo.chart(body);
    expect((await provider().history('AAPL', span)).candles).toEqual([]);
  });

  it.each<[string, YahooAnswer, string]>([
    [
      'Yahoo knows no such symbol',
      {
        status: 404,
        body: {
          chart: {
            result: null,
            error: { code: 'Not Found', description: 'No data found, symbol may be delisted' },
          },
        },
      },
      'unknown-symbol',
    ],
    ['a close is nothing', chartBody({ close: [236.87, 0, 244.6] }), 'invalid-data'],
    ['a close is no number', chartBody({ close: [236.87, 'NaN', 244.6] }), 'invalid-data'],
    ['another symbol is answered', chartBody({}, { symbol: 'MSFT' }), 'wrong-symbol'],
    ['the columns are of other lengths', { body: { chart: { result: [{}] } } }, 'invalid-data'],
    ['Yahoo is down', { status: 502 }, 'provider-unavailable'],
  ])('fails with a reason when %s', async (_, answer, code) => {
    yahoo.chart(answer);
    await expect(provider().history('AAPL', span)).rejects.toMatchObject({ name: 'MarketDataError', code });
  });
});

describe('search', () => {
  it('finds what can be quoted, in Yahoo’s order', async () => {
    yahoo.search({
      body: {
        count: 4,
        quotes: [
          {
            symbol: 'AAPL',
            longname: 'Apple Inc.',
            exchDisp: 'NASDAQ',
            quoteType: 'EQUITY',
            isYahooFinance: true,
          },
          { symbol: 'AAPL251219C00120000', shortname: 'AAPL Dec 2025 120 call', isYahooFinance: true },
          { name: 'Apple Orchard', permalink: 'apple-orchard', isYahooFinance: false },
          {
            symbol: 'APLE',
            shortname: 'Apple Hospitality REIT, Inc.',
            exchDisp: 'NYSE',
            isYahooFinance: true,
          },
        ],
        news: [],
      },
    });
    expect(await provider().search('apple')).toEqual([
      { symbol: 'AAPL', name: 'Apple Inc.', exchange: 'NASDAQ', source: 'yahoo' },
      { symbol: 'APLE', name: 'Apple Hospitality REIT, Inc.', exchange: 'NYSE', source: 'yahoo' },
    ]);
  });

  it('fails with a reason when the answer is nonsense', async () => {
    yahoo.search({ body: { quotes: 'none' } });
    await expect(provider().search('apple')).rejects.toMatchObject({ code: 'invalid-data' });
  });
});

it('writes nothing on the console, whatever goes wrong', async () => {
  const written = (['log', 'warn', 'error', 'info'] as const).map((name) => vi.spyOn(console, name));
  yahoo.quotes({
    status: 400,
    body: { quoteResponse: { result: null, error: { code: 'Bad', description: 'no' } } },
  });
  yahoo.chart({ status: 418, body: 'teapot' });
  await provider().quotes(['AAPL']);
  await provider()
    .history('AAPL', { from: '2025-02-12', to: '2025-02-14' })
    .catch(() => {});
  for (const spy of written) expect(spy).not.toHaveBeenCalled();
});
