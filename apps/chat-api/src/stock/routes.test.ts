import { marketResponse, quoteResponse, quotesResponse } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

async function reader() {
  const fixture = await appOnFakes();
  fixture.market.set('AAPL', 139.35, { changePercent: -1.25 });
  fixture.market.set('BRK-B', 60);
  return { ...fixture, person: await fixture.register() };
}

it('tells a price with its currency, time and source, however the symbol is spelled', async () => {
  const { person } = await reader();
  const response = await person.request('GET', '/api/stock/quote/%20aapl');
  expect(quoteResponse.parse(response.json())).toMatchObject({
    symbol: 'AAPL',
    price: 139.35,
    currency: 'USD',
    asOf: '2026-11-20T21:00:00.000Z',
    source: 'replay',
    cached: false,
    stale: false,
  });
});

it.each([
  ['unknown-symbol', 404, undefined],
  ['provider-unavailable', 503, '30'],
  ['rate-limited', 503, '60'],
  ['invalid-data', 503, '30'],
  ['wrong-symbol', 503, '30'],
  ['implausible-price', 503, '30'],
  ['currency-changed', 503, '30'],
  ['out-of-order', 503, '30'],
  ['split-suspected', 503, '30'],
] as const)('answers %s with %i', async (reason, status, retryAfter) => {
  const { person, market } = await reader();
  market.fail('AAPL', reason);
  for (const url of ['/api/stock/quote/AAPL', '/api/stock/history/AAPL']) {
    const response = await person.request('GET', url);
    expect(response.statusCode).toBe(status);
    expect(response.headers['retry-after']).toBe(retryAfter);
    expect(problemIn(response)).toMatchObject({ code: reason, instance: url });
    expect(response.body).not.toContain('in this test');
  }
});

it('tells several prices, and why some are missing', async () => {
  const { person } = await reader();
  const response = await person.request('GET', '/api/stock/quotes?symbols=aapl,BRK-B,NOSUCH,AAPL');
  const { items, failed } = quotesResponse.parse(response.json());
  expect(items.map(({ symbol }) => symbol)).toEqual(['AAPL', 'BRK-B']);
  expect(failed).toMatchObject([{ symbol: 'NOSUCH', reason: 'unknown-symbol' }]);
});

it('refuses what are no symbols, and too many', async () => {
  const { person } = await reader();
  const many = Array.from({ length: 51 }, (_, index) => `S${index}`).join(',');
  for (const query of ['', '?symbols=', '?symbols=,,', '?symbols=A;B', `?symbols=${many}`])
    expect(problemIn(await person.request('GET', `/api/stock/quotes${query}`)).code).toBe('invalid-request');
  for (const symbol of ['A B', '<script>', 'A'.repeat(200), '%00'])
    expect((await person.request('GET', `/api/stock/quote/${encodeURIComponent(symbol)}`)).statusCode).toBe(
      400,
    );
});

it('tells the sessions of a range, a month unless said otherwise', async () => {
  const { person } = await reader();
  const response = await person.request('GET', '/api/stock/history/AAPL');
  expect(response.json()).toMatchObject({ symbol: 'AAPL', currency: 'USD', candles: [{ close: 139.35 }] });
  const refused = await person.request('GET', '/api/stock/history/AAPL?range=forever');
  expect(problemIn(refused).errors?.map(({ path }) => path)).toEqual(['range']);
});

it('finds symbols', async () => {
  const { person } = await reader();
  const response = await person.request('GET', '/api/stock/search?q=brk');
  expect(response.json()).toMatchObject({ items: [{ symbol: 'BRK-B', name: 'BRK-B Inc.' }] });
  expect((await person.request('GET', '/api/stock/search')).statusCode).toBe(400);
});

it('says to anyone which market it is, and the time there', async () => {
  const { app } = await reader();
  const response = await app.inject({ url: '/api/market' });
  expect(marketResponse.parse(response.json())).toEqual({
    marketData: 'replay',
    now: '2026-11-20T21:00:00.000Z',
  });
});
