import { failureReason, type FailureReason } from '@marketscope/contracts';
import { MarketDataError, type MarketDataProvider, type QuoteOutcome } from '@marketscope/domain';
import { describe, expect, it } from 'vitest';
import { priced, scriptedProvider } from '../testing/scripted-provider.ts';
import { createFailOver } from './fail-over.ts';

const failing =
  (reason: FailureReason, detail = 'in this test') =>
  (symbol: string): QuoteOutcome => ({
    ok: false,
    failure: { symbol, reason, detail },
  });

function over(providers: MarketDataProvider[], patienceMs?: number): MarketDataProvider {
  return createFailOver({ providers: async () => providers, market: 'live', batchSize: 100, patienceMs });
}

describe('quotes', () => {
  it('are asked of the first alone while it has them', async () => {
    const first = scriptedProvider('first', priced);
    const second = scriptedProvider('second', priced);
    await over([first.provider, second.provider]).quotes(['AAPL', 'MSFT']);
    expect(second.quotes).not.toHaveBeenCalled();
  });

  it.each(failureReason.options)(
    'are asked of the second, symbol by symbol, where the first fails with %s',
    async (reason) => {
      const first = scriptedProvider('first', (symbol) =>
        symbol === 'AAPL' ? priced(symbol) : failing(reason)(symbol),
      );
      const second = scriptedProvider('second', (symbol) => priced(symbol, { source: 'alpaca' }));
      const outcomes = await over([first.provider, second.provider]).quotes(['AAPL', 'MSFT']);
      expect(outcomes.get('AAPL')).toMatchObject({ quote: { source: 'yahoo' } });
      expect(outcomes.get('MSFT')).toMatchObject({ quote: { source: 'alpaca' } });
      expect(second.quotes.mock.calls.map(([symbols]) => symbols)).toEqual([['MSFT']]);
    },
  );

  it.each<[FailureReason, FailureReason, FailureReason]>([
    ['unknown-symbol', 'unknown-symbol', 'unknown-symbol'],
    ['unknown-symbol', 'provider-unavailable', 'provider-unavailable'],
    ['rate-limited', 'unknown-symbol', 'rate-limited'],
    ['rate-limited', 'provider-unavailable', 'rate-limited'],
  ])('fail with %s and %s as %s', async (one, other, told) => {
    const providers = [failing(one), failing(other)].map(
      (answer) => scriptedProvider('any', answer).provider,
    );
    expect((await over(providers).quotes(['AAPL'])).get('AAPL')).toMatchObject({ failure: { reason: told } });
  });

  it('are not waited for longer than there is patience while another can be asked', async () => {
    const silent = scriptedProvider('silent', () => new Promise(() => {}));
    const second = scriptedProvider('second', priced);
    const outcomes = await over([silent.provider, second.provider], 20).quotes(['AAPL']);
    expect(outcomes.get('AAPL')).toMatchObject({ ok: true });
    expect(silent.quotes.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  });

  it('pass on the session that is asked for', async () => {
    const first = scriptedProvider('first', priced);
    await over([first.provider]).quotes(['AAPL'], { sessionDate: '2025-02-14' });
    expect(first.quotes.mock.calls[0]?.[1]).toMatchObject({ sessionDate: '2025-02-14' });
  });

  it('are never of two markets', async () => {
    const live = scriptedProvider('live', priced);
    const recorded = { ...scriptedProvider('replay', priced).provider, market: 'recorded' } as const;
    await expect(over([live.provider, recorded]).quotes(['AAPL'])).rejects.toThrow('another market');
  });
});

describe('history and search', () => {
  const span = { from: '2025-02-12', to: '2025-02-14' };
  const apple = { symbol: 'AAPL', currency: 'USD', source: 'alpaca', candles: [] } as const;

  it('come from the second where the first fails', async () => {
    const first = scriptedProvider('first', priced);
    const second = scriptedProvider('second', priced);
    first.history.mockRejectedValue(new MarketDataError('rate-limited', 'later'));
    first.search.mockRejectedValue(new MarketDataError('provider-unavailable', 'down'));
    second.history.mockResolvedValue({ ...apple, candles: [] });
    second.search.mockResolvedValue([{ symbol: 'AAPL', name: 'Apple', exchange: null, source: 'alpaca' }]);
    const both = over([first.provider, second.provider]);
    expect(await both.history('AAPL', span)).toMatchObject({ source: 'alpaca' });
    expect((await both.histories(['AAPL'], span)).get('AAPL')).toMatchObject({ ok: true });
    expect(await both.search('apple')).toMatchObject([{ symbol: 'AAPL' }]);
  });

  it('fail with the reason that tells most', async () => {
    const providers = [scriptedProvider('first', priced), scriptedProvider('second', priced)];
    providers[1]?.history.mockRejectedValue(new MarketDataError('rate-limited', 'later'));
    const both = over(providers.map(({ provider }) => provider));
    await expect(both.history('AAPL', span)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('let faults of ours through', async () => {
    const first = scriptedProvider('first', priced);
    first.search.mockRejectedValue(new TypeError('ours'));
    await expect(over([first.provider]).search('apple')).rejects.toThrow(TypeError);
  });
});
