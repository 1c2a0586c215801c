import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseMarket } from './choose-market.ts';
import { quoteBody, quoteEntry } from './testing/yahoo-bodies.ts';
import { startYahooServer, type YahooServer } from './testing/yahoo-server.ts';

let yahoo: YahooServer;
beforeEach(async () => {
  yahoo = await startYahooServer();
});
afterEach(() => yahoo.stop());

it('does as it is told, without asking anyone', async () => {
  for (const kind of ['yahoo', 'replay'] as const)
    expect((await chooseMarket(kind, { yahooBaseUrl: yahoo.baseUrl })).kind).toBe(kind);
  expect(yahoo.requests).toEqual([]);
});

it('is live when Yahoo gives a price', async () => {
  yahoo.quotes(quoteBody(quoteEntry()));
  expect(await chooseMarket('auto', { yahooBaseUrl: yahoo.baseUrl })).toEqual({
    kind: 'yahoo',
    reason: 'Yahoo Finance answers',
  });
});

it('is replayed when Yahoo gives none, and says why', async () => {
  yahoo.quotes({ status: 503 });
  expect(await chooseMarket('auto', { yahooBaseUrl: yahoo.baseUrl })).toEqual({
    kind: 'replay',
    reason: 'Yahoo answers 503',
  });
});

it('is replayed when Yahoo keeps silent for as long as is waited', async () => {
  yahoo.quotes('silence');
  expect(await chooseMarket('auto', { yahooBaseUrl: yahoo.baseUrl, waitMs: 100 })).toEqual({
    kind: 'replay',
    reason: 'Yahoo Finance gave no price within 0.1 s',
  });
});
