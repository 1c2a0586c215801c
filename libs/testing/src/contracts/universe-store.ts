import type { UniverseStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every UniverseStore does. The factory makes one that holds these symbols. */
export function universeStoreContract(
  makeStore: (symbols: readonly string[]) => Promise<UniverseStore>,
): void {
  it('is empty until symbols are put there', async () => {
    expect(await (await makeStore([])).symbols()).toEqual(new Set());
  });

  it('gives every symbol', async () => {
    const symbols = ['AAPL', '^GSPC', 'BRK-B'];
    expect(await (await makeStore(symbols)).symbols()).toEqual(new Set(symbols));
  });
}
