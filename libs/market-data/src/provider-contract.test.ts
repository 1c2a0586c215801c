import {
  marketDataProviderContract,
  providerFaultsContract,
  type ServerFault,
} from '@marketscope/testing/contracts';
import { afterEach, beforeEach, describe } from 'vitest';
import { createAlpacaProvider } from './alpaca/alpaca-provider.ts';
import { createReplayClock } from './replay/replay-clock.ts';
import { createReplayProvider } from './replay/replay-provider.ts';
import { seriesBySymbol } from './replay/series.ts';
import { asset, barsBody, dailyBar, snapshotEntry, threeBars } from './testing/alpaca-bodies.ts';
import { alpacaKeys, startAlpacaServer, type AlpacaServer } from './testing/alpaca-server.ts';
import type { Answer } from './testing/scripted-answers.ts';
import { chartBody, quoteBody, quoteEntry } from './testing/yahoo-bodies.ts';
import { startYahooServer, type YahooServer } from './testing/yahoo-server.ts';
import { createYahooProvider } from './yahoo/yahoo-provider.ts';

const live = {
  known: ['AAPL', 'MSFT'],
  unknown: 'NOPE',
  span: { from: '2025-02-12', to: '2025-02-14', sessions: 3 },
  noSession: { from: '2025-02-15', to: '2025-02-17' },
  name: 'apple',
} as const;

const broken: Record<Exclude<ServerFault, 'down'>, Answer> = {
  limiting: { status: 429, body: 'Too Many Requests' },
  silent: 'silence',
  'a page': { body: '<html>Will be right back</html>' },
  'half an answer': { body: '{"quoteResponse":{"result":[{"symbol":"AAPL","regularMark' },
  nothing: { body: '' },
  nonsense: { body: { surprise: 42, bars: 'none' } },
};

const isKnown = (symbol: string): boolean => live.known.some((each) => each === symbol);

describe('Yahoo', () => {
  let yahoo: YahooServer;
  beforeEach(async () => {
    yahoo = await startYahooServer();
  });
  afterEach(() => yahoo.stop());

  const noData = {
    status: 404,
    body: { chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } },
  };

  marketDataProviderContract(async () => {
    yahoo.quotes((url) => {
      const asked = url.searchParams.get('symbols')?.split(',') ?? [];
      return quoteBody(...asked.filter(isKnown).map((symbol) => quoteEntry({ symbol })));
    });
    yahoo.chart((url) => {
      const symbol = url.pathname.split('/').at(-1) ?? '';
      return isKnown(symbol) ? chartBody({}, { symbol }) : noData;
    });
    yahoo.search({
      body: { quotes: [{ symbol: 'AAPL', longname: 'Apple Inc.', isYahooFinance: true }], news: [] },
    });
    return { ...live, provider: createYahooProvider({ baseUrl: yahoo.baseUrl, retries: 0 }) };
  });

  providerFaultsContract(async (fault) => {
    const answer = fault === 'down' ? { status: 503 } : broken[fault];
    yahoo.quotes(answer);
    yahoo.chart(answer);
    yahoo.search(answer);
    return { provider: createYahooProvider({ baseUrl: yahoo.baseUrl, retries: 0 }), symbols: live.known };
  });
});

describe('Alpaca', () => {
  let alpaca: AlpacaServer;
  beforeEach(async () => {
    alpaca = await startAlpacaServer();
  });
  afterEach(() => alpaca.stop());

  const provider = () =>
    createAlpacaProvider({
      keys: alpacaKeys,
      baseUrl: alpaca.baseUrl,
      tradingUrl: alpaca.baseUrl,
      retries: 0,
    });
  const asked = (url: URL): string[] => url.searchParams.get('symbols')?.split(',') ?? [];

  marketDataProviderContract(async () => {
    alpaca.snapshots((url) => ({
      body: Object.fromEntries(
        asked(url).map((symbol) => [symbol, isKnown(symbol) ? snapshotEntry() : null]),
      ),
    }));
    alpaca.bars((url) => {
      const from = url.searchParams.get('start') ?? '';
      const bars = [...threeBars(), dailyBar({ t: '2025-02-18T05:00:00Z' })].filter(
        ({ t }) => String(t) >= from.replace('.000', ''),
      );
      return barsBody(
        Object.fromEntries(
          asked(url)
            .filter(isKnown)
            .map((symbol) => [
              symbol,
              bars.filter(({ t }) => String(t) <= (url.searchParams.get('end') ?? '')),
            ]),
        ),
      );
    });
    alpaca.assets({
      body: [asset('MSFT', 'Microsoft Corporation'), asset('AAPL', 'Apple Inc. Common Stock')],
    });
    return { ...live, provider: provider() };
  });

  providerFaultsContract(async (fault) => {
    const answer = fault === 'down' ? { status: 503 } : broken[fault];
    alpaca.snapshots(fault === 'nonsense' ? { body: [1, 2] } : answer);
    alpaca.bars(answer);
    alpaca.assets(answer);
    return { provider: provider(), symbols: live.known };
  });
});

describe('replay', () => {
  marketDataProviderContract(async () => ({
    provider: createReplayProvider(
      createReplayClock({ get: async () => ({ sessionDate: '2009-06-05', runId: 'any' }) }),
      async () => seriesBySymbol,
    ),
    known: ['AAPL', '^GSPC'],
    unknown: 'NOPE',
    span: { from: '2009-06-01', to: '2009-06-05', sessions: 5 },
    noSession: { from: '2009-05-30', to: '2009-05-31' },
    name: 'apple',
  }));
});
