import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseMarket } from './choose-market.ts';
import { snapshotEntry } from './testing/alpaca-bodies.ts';
import { alpacaKeys, startAlpacaServer, type AlpacaServer } from './testing/alpaca-server.ts';
import { quoteBody, quoteEntry } from './testing/yahoo-bodies.ts';
import { startYahooServer, type YahooServer } from './testing/yahoo-server.ts';

let yahoo: YahooServer;
let alpaca: AlpacaServer;
beforeEach(async () => {
  [yahoo, alpaca] = await Promise.all([startYahooServer(), startAlpacaServer()]);
  yahoo.quotes({ status: 503 });
  alpaca.snapshots({ status: 500, body: 'no' });
});
afterEach(() => Promise.all([yahoo.stop(), alpaca.stop()]));

const servers = () => ({ yahooBaseUrl: yahoo.baseUrl, alpacaBaseUrl: alpaca.baseUrl });
const yahooAnswers = () => yahoo.quotes(quoteBody(quoteEntry()));
const alpacaAnswers = () => alpaca.snapshots({ body: { AAPL: snapshotEntry() } });

it('replays without asking anyone', async () => {
  expect(await chooseMarket('replay', servers())).toEqual({
    kind: 'replay',
    reason: 'MARKET_DATA is replay',
  });
  expect(yahoo.requests).toEqual([]);
});

it('takes the provider that is named, and has nothing to say when it answers', async () => {
  yahooAnswers();
  alpacaAnswers();
  for (const kind of ['yahoo', 'alpaca'] as const)
    expect(await chooseMarket(kind, { ...servers(), alpacaKeys })).toEqual({
      kind,
      reason: `MARKET_DATA is ${kind}`,
    });
});

it('takes the provider that is named and doesn’t answer, with a warning that says what will happen', async () => {
  expect(await chooseMarket('yahoo', servers())).toMatchObject({
    kind: 'yahoo',
    warning: expect.stringMatching(/Yahoo answers 503.*last known.*MARKET_DATA=replay/),
  });
  alpacaAnswers();
  expect(await chooseMarket('yahoo', { ...servers(), alpacaKeys })).toMatchObject({
    kind: 'yahoo',
    warning: expect.stringContaining('Alpaca answers in its place'),
  });
  expect(await chooseMarket('alpaca', servers())).toMatchObject({
    kind: 'alpaca',
    warning: expect.stringContaining('ALPACA_KEY_ID'),
  });
});

it('is live when Yahoo gives a price', async () => {
  yahooAnswers();
  expect(await chooseMarket('auto', servers())).toEqual({ kind: 'yahoo', reason: 'Yahoo Finance answers' });
});

it('is live when Alpaca gives the price that Yahoo does not', async () => {
  alpacaAnswers();
  expect(await chooseMarket('auto', { ...servers(), alpacaKeys })).toEqual({
    kind: 'alpaca',
    reason: 'Alpaca answers (Yahoo answers 503)',
  });
});

it('is replayed when nobody gives a price, and says why', async () => {
  expect(await chooseMarket('auto', servers())).toEqual({ kind: 'replay', reason: 'Yahoo answers 503' });
  expect(await chooseMarket('auto', { ...servers(), alpacaKeys })).toEqual({
    kind: 'replay',
    reason: 'Yahoo answers 503; Alpaca answers 500: no',
  });
});

it('is replayed when Yahoo keeps silent for as long as is waited', async () => {
  yahoo.quotes('silence');
  const { kind, reason } = await chooseMarket('auto', { ...servers(), waitMs: 100 });
  expect(kind).toBe('replay');
  expect(reason).toMatch(/Yahoo/);
});
