import type { UniverseStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every UniverseStore does. The factory makes one that holds these symbols, which are on no list. */
export function universeStoreContract(
  makeStore: (symbols: readonly string[]) => Promise<UniverseStore>,
): void {
  it('is empty until symbols are put there', async () => {
    const store = await makeStore([]);
    expect(await store.symbols()).toEqual(new Set());
    expect(await store.listVersion()).toBeUndefined();
  });

  it('gives every symbol', async () => {
    const symbols = ['AAPL', '^GSPC', 'BRK-B'];
    expect(await (await makeStore(symbols)).symbols()).toEqual(new Set(symbols));
  });

  it('takes over one list in place of another, and keeps what is on none', async () => {
    const store = await makeStore(['TSLA']);
    await store.replaceListed(['AAPL', 'MSFT', 'KO'], 'v1');
    expect(await store.symbols()).toEqual(new Set(['TSLA', 'AAPL', 'MSFT', 'KO']));
    expect(await store.listVersion()).toBe('v1');
    await store.replaceListed(['MSFT', 'IBM', 'TSLA'], 'v2');
    expect(await store.symbols()).toEqual(new Set(['TSLA', 'MSFT', 'IBM']));
    expect(await store.listVersion()).toBe('v2');
    await store.replaceListed(['IBM'], 'v3');
    expect(await store.symbols()).toEqual(new Set(['TSLA', 'IBM']));
  });

  it('takes over thousands of symbols', async () => {
    const store = await makeStore([]);
    const symbols = Array.from({ length: 2000 }, (_, n) => `S${n}`);
    await store.replaceListed(symbols, 'long');
    expect((await store.symbols()).size).toBe(2000);
    await store.replaceListed(symbols.slice(0, 1), 'short');
    expect(await store.symbols()).toEqual(new Set(['S0']));
  });
}
