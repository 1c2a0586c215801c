import type { QuoteOutcome } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { priced, scriptedProvider } from '../testing/scripted-provider.ts';
import { coalescing } from './coalescing.ts';

/** A provider whose answers wait until they are let go. */
function held() {
  const waiting: (() => void)[] = [];
  const scripted = scriptedProvider(
    'held',
    (symbol) => new Promise<QuoteOutcome>((resolve) => waiting.push(() => resolve(priced(symbol)))),
  );
  return {
    ...scripted,
    shared: coalescing(scripted.provider),
    release: () => waiting.splice(0).forEach((each) => each()),
  };
}

it('asks once for a symbol that many ask for at the same time', async () => {
  const { shared, quotes, release } = held();
  const asked = Array.from({ length: 50 }, () => shared.quotes(['AAPL']));
  release();
  for (const outcomes of await Promise.all(asked)) expect(outcomes.get('AAPL')).toMatchObject({ ok: true });
  expect(quotes).toHaveBeenCalledTimes(1);
  // What was answered is not ended after it.
  expect(quotes.mock.calls[0]?.[1]?.signal?.aborted).toBe(false);
});

it('asks only for those of several symbols that nobody waits for yet', async () => {
  const { shared, quotes, release } = held();
  const first = shared.quotes(['AAPL', 'MSFT']);
  const second = shared.quotes(['MSFT', 'NVDA']);
  release();
  expect([...(await first).keys()]).toEqual(['AAPL', 'MSFT']);
  expect([...(await second).keys()].toSorted()).toEqual(['MSFT', 'NVDA']);
  expect(quotes.mock.calls.map(([symbols]) => symbols)).toEqual([['AAPL', 'MSFT'], ['NVDA']]);
});

it('takes prices of two sessions for two questions, and asks again once it was answered', async () => {
  const { shared, quotes, release } = held();
  const asked = [
    shared.quotes(['AAPL'], { sessionDate: '2025-02-13' }),
    shared.quotes(['AAPL'], { sessionDate: '2025-02-14' }),
  ];
  release();
  await Promise.all(asked);
  const again = shared.quotes(['AAPL'], { sessionDate: '2025-02-14' });
  release();
  await again;
  expect(quotes).toHaveBeenCalledTimes(3);
});

it('takes nothing from the others when one stops waiting', async () => {
  const { shared, quotes, release } = held();
  const caller = new AbortController();
  const impatient = shared.quotes(['AAPL'], { signal: caller.signal });
  const patient = shared.quotes(['AAPL']);
  caller.abort();
  expect((await impatient).get('AAPL')).toMatchObject({ failure: { reason: 'provider-unavailable' } });
  expect(quotes.mock.calls[0]?.[1]?.signal?.aborted).toBe(false);
  release();
  expect((await patient).get('AAPL')).toMatchObject({ ok: true });
});

it('ends a question that nobody waits for any longer, and asks anew for who comes after', async () => {
  const { shared, quotes, release } = held();
  const caller = new AbortController();
  const impatient = shared.quotes(['AAPL'], { signal: caller.signal });
  caller.abort();
  await impatient;
  expect(quotes.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  const next = shared.quotes(['AAPL']);
  release();
  expect((await next).get('AAPL')).toMatchObject({ ok: true });
  expect(quotes).toHaveBeenCalledTimes(2);
});

it('puts equal histories and searches once', async () => {
  const { shared, history, search } = held();
  const span = { from: '2025-02-12', to: '2025-02-14' };
  history.mockImplementation(async (symbol) => ({ symbol, currency: 'USD', source: 'yahoo', candles: [] }));
  await Promise.all([
    shared.history('AAPL', span),
    shared.history('AAPL', span),
    shared.search('a'),
    shared.search('a'),
  ]);
  expect(history).toHaveBeenCalledTimes(1);
  expect(search).toHaveBeenCalledTimes(1);
});
