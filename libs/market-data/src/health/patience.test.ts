import { MarketDataError } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { historiesOneByOne } from '../histories-one-by-one.ts';
import { priced, scriptedProvider } from '../testing/scripted-provider.ts';
import { createFailOver } from './fail-over.ts';

it('keeps the histories that a slow provider gave within its patience, and asks the next for the others alone', async () => {
  const slow = scriptedProvider('slow', priced);
  slow.history.mockImplementation(async (symbol, { signal }) => {
    if (symbol !== 'AAPL')
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () =>
          reject(new MarketDataError('provider-unavailable', 'too slow')),
        ),
      );
    return { symbol, currency: 'USD', source: 'yahoo', candles: [] };
  });
  slow.provider.histories = (symbols, question) =>
    historiesOneByOne(symbols, question, { history: slow.provider.history, atOnce: 2 });
  const second = scriptedProvider('second', priced);
  second.history.mockImplementation(async (symbol) => ({
    symbol,
    currency: 'USD',
    source: 'alpaca',
    candles: [],
  }));
  const market = createFailOver({
    providers: async () => [slow.provider, second.provider],
    market: 'live',
    batchSize: 100,
    patienceMs: 20,
  });

  const outcomes = await market.histories(['AAPL', 'MSFT'], { from: '2025-02-12', to: '2025-02-14' });
  expect(outcomes.get('AAPL')).toMatchObject({ history: { source: 'yahoo' } });
  expect(outcomes.get('MSFT')).toMatchObject({ history: { source: 'alpaca' } });
  expect(second.history.mock.calls.map(([symbol]) => symbol)).toEqual(['MSFT']);
});
