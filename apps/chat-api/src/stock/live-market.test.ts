import { quoteResponse } from '@marketscope/contracts';
import { sampleQuote } from '@marketscope/contracts/fixtures';
import { liveMarketClock, priceAge } from '@marketscope/domain';
import { createMarketData, createMarketReader, marketDataSettings } from '@marketscope/market-data';
import {
  alpacaKeys,
  quoteBody,
  quoteEntry,
  snapshotEntry,
  startAlpacaServer,
  startYahooServer,
  type AlpacaServer,
  type YahooServer,
} from '@marketscope/market-data/testing';
import { createBackgroundWork } from '@marketscope/runtime';
import {
  captureLogger,
  createFakeCandleStore,
  createFakeMetricSink,
  createFakeQuoteStore,
  createFakeReplayCursor,
} from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

let yahoo: YahooServer;
let alpaca: AlpacaServer;
beforeEach(async () => {
  [yahoo, alpaca] = await Promise.all([startYahooServer(), startAlpacaServer()]);
});
afterEach(() => Promise.all([yahoo.stop(), alpaca.stop()]));

/** The app in the live market of both servers; prices that are known were fetched an hour ago. */
async function setUp(known: string[] = []) {
  const { logger, lines } = captureLogger();
  const quotes = createFakeQuoteStore(() => new Date(Date.now() - 3_600_000));
  for (const symbol of known)
    await quotes.putIfNewer(
      sampleQuote({ symbol, price: 231.5, asOf: '2025-02-12T21:00:00.000Z', source: 'yahoo' }),
    );
  const { provider, clock } = createMarketData({
    settings: marketDataSettings.parse({
      MARKET_DATA: 'yahoo',
      YAHOO_BASE_URL: yahoo.baseUrl,
      ALPACA_BASE_URL: alpaca.baseUrl,
      ALPACA_TRADING_URL: alpaca.baseUrl,
    }),
    cursor: createFakeReplayCursor(),
    quotes,
    alpacaKeys: async () => alpacaKeys,
    retries: 0,
    patienceMs: 3000,
    logger,
  });
  const market = createMarketReader({
    provider,
    clock,
    quotes,
    candles: createFakeCandleStore(),
    metrics: createFakeMetricSink(),
    background: createBackgroundWork({ onFailure: (error) => logger.error({ err: error }) }),
    logger,
  });
  const { register } = await appOnFakes({
    ports: { market, marketClock: liveMarketClock, marketData: 'live' },
  });
  const person = await register();
  return { lines, quote: (symbol: string) => person.request('GET', `/api/stock/quote/${symbol}`) };
}

const limiting = { status: 429, body: 'Too Many Requests' };
const down = { status: 503, body: 'Service Unavailable' };
const everySnapshot = (url: URL) => ({
  body: Object.fromEntries(
    (url.searchParams.get('symbols') ?? '').split(',').map((symbol) => [symbol, snapshotEntry()]),
  ),
});

it('gives Yahoo’s prices while Yahoo has them', async () => {
  yahoo.quotes(quoteBody(quoteEntry()));
  const { quote } = await setUp();
  expect(quoteResponse.parse((await quote('AAPL')).json())).toMatchObject({ price: 244.6, source: 'yahoo' });
  expect(alpaca.requests).toEqual([]);
});

it('gives Alpaca’s prices when Yahoo answers 429 to everything, and soon without asking Yahoo', async () => {
  yahoo.quotes(limiting);
  alpaca.snapshots(everySnapshot);
  const { quote, lines } = await setUp();
  for (const symbol of ['AAPL', 'MSFT', 'NVDA', 'AMZN', 'GOOG'])
    expect((await quote(symbol)).json()).toMatchObject({ symbol, price: 244.6, source: 'alpaca' });
  const askedOfYahoo = yahoo.requests.length;

  const began = performance.now();
  expect((await quote('META')).json()).toMatchObject({ symbol: 'META', price: 244.6, source: 'alpaca' });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(yahoo.requests).toHaveLength(askedOfYahoo);
  expect(lines.filter(({ msg }) => msg === 'a provider of prices is left alone for a while')).toMatchObject([
    { provider: 'Yahoo Finance', reason: expect.stringContaining('429') },
  ]);
});

it('gives the last known price with its age when both are down, and 503 only for a symbol never seen', async () => {
  yahoo.quotes(down);
  alpaca.snapshots(down);
  const { quote } = await setUp(['AAPL']);
  const known = quoteResponse.parse((await quote('AAPL')).json());
  expect(known).toMatchObject({
    price: 231.5,
    asOf: '2025-02-12T21:00:00.000Z',
    stale: true,
    cached: true,
  });
  expect(priceAge(known.asOf, new Date()).words).toBe('over 250 sessions old');

  const unseen = await quote('MSFT');
  expect(unseen.statusCode).toBe(503);
  expect(problemIn(unseen)).toMatchObject({ code: 'provider-unavailable' });
});

it('knows no symbol that neither knows, and still knows one that only one doesn’t', async () => {
  yahoo.quotes((url) =>
    url.searchParams.get('symbols') === '^GSPC'
      ? quoteBody(quoteEntry({ symbol: '^GSPC', regularMarketPrice: 6114.63 }))
      : quoteBody(),
  );
  alpaca.snapshots((url) =>
    url.searchParams.get('symbols') === 'RARE' ? everySnapshot(url) : { body: { NOPE: null } },
  );
  const { quote } = await setUp();
  expect((await quote('^GSPC')).json()).toMatchObject({ source: 'yahoo' });
  expect((await quote('RARE')).json()).toMatchObject({ source: 'alpaca' });
  const nobody = await quote('NOPE');
  expect(nobody.statusCode).toBe(404);
  expect(problemIn(nobody)).toMatchObject({ code: 'unknown-symbol' });
});

it('shows the last known price rather than one that can’t be right', async () => {
  yahoo.quotes(quoteBody(quoteEntry({ currency: 'EUR' })));
  alpaca.snapshots({ body: { AAPL: snapshotEntry({ dailyBar: { c: 0 } }) } });
  const { quote } = await setUp(['AAPL']);
  expect((await quote('AAPL')).json()).toMatchObject({ price: 231.5, currency: 'USD', stale: true });
});
