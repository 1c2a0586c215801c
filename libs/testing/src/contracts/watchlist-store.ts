import type { WatchlistEntry } from '@marketscope/contracts';
import type { WatchlistStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const entry = (symbol: string, minute: number): WatchlistEntry => ({
  symbol,
  name: `${symbol} Inc.`,
  addedAt: new Date(Date.UTC(2026, 10, 20, 15, minute)).toISOString(),
});

/** What every WatchlistStore does; each test gets a store of its own. */
export function watchlistStoreContract(makeStore: () => Promise<WatchlistStore>): void {
  it('lists what a person watches in the order it was added, and nobody else’s', async () => {
    const store = await makeStore();
    for (const [minute, symbol] of ['MSFT', 'AAPL', 'NVDA'].entries())
      expect(await store.add('ada', entry(symbol, minute))).toBe(true);
    expect(await store.list('ada')).toEqual([entry('MSFT', 0), entry('AAPL', 1), entry('NVDA', 2)]);
    expect(await store.list('eve')).toEqual([]);
  });

  it('keeps the entry that is there', async () => {
    const store = await makeStore();
    await store.add('ada', entry('AAPL', 0));
    expect(await store.add('ada', entry('AAPL', 5))).toBe(false);
    expect(await store.list('ada')).toEqual([entry('AAPL', 0)]);
  });

  it('keeps an entry without a name', async () => {
    const store = await makeStore();
    const unnamed = { ...entry('AAPL', 0), name: null };
    await store.add('ada', unnamed);
    expect(await store.list('ada')).toEqual([unnamed]);
  });

  it('removes a symbol of that person alone', async () => {
    const store = await makeStore();
    await store.add('ada', entry('AAPL', 0));
    await store.add('bob', entry('AAPL', 0));
    expect(await store.remove('ada', 'AAPL')).toBe(true);
    expect(await store.remove('ada', 'AAPL')).toBe(false);
    expect(await store.list('ada')).toEqual([]);
    expect(await store.list('bob')).toEqual([entry('AAPL', 0)]);
  });

  it('knows every symbol that anyone watches', async () => {
    const store = await makeStore();
    await store.add('ada', entry('AAPL', 0));
    await store.add('bob', entry('AAPL', 0));
    await store.add('bob', entry('MSFT', 1));
    expect(await store.symbols()).toEqual(new Set(['AAPL', 'MSFT']));
  });
}
