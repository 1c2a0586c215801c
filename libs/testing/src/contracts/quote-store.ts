import type { Quote } from '@marketscope/contracts';
import { appleQuote as quote } from '@marketscope/contracts/fixtures';
import type { QuoteStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every QuoteStore does. The factory gets the store's clock. */
export function quoteStoreContract(makeStore: (now: () => Date) => Promise<QuoteStore>): void {
  async function setUp() {
    let time = new Date('2026-11-20T21:00:00.000Z');
    const store = await makeStore(() => time);
    return { store, wait: (ms: number) => void (time = new Date(time.getTime() + ms)) };
  }

  it('gives back what was stored, with when it was fetched', async () => {
    const { store } = await setUp();
    expect(await store.get('AAPL')).toBeUndefined();
    expect(await store.putIfNewer(quote)).toBe(true);
    expect(await store.get('AAPL')).toEqual({ ...quote, fetchedAt: '2026-11-20T21:00:00.000Z' });
  });

  it('keeps the newer of two prices, in whichever order they come', async () => {
    const { store } = await setUp();
    const newer = { ...quote, price: 140.95, asOf: '2009-06-03T20:00:00.000Z' };
    const older = { ...quote, price: 139.49, asOf: '2009-06-02T20:00:00.000Z' };
    expect(await store.putIfNewer(quote)).toBe(true);
    expect(await store.putIfNewer(newer)).toBe(true);
    expect(await store.putIfNewer(older)).toBe(false);
    expect((await store.get('AAPL'))?.price).toBe(140.95);
  });

  it('says that the same price again is not newer, and notes that it was fetched again', async () => {
    const { store, wait } = await setUp();
    await store.putIfNewer(quote);
    wait(30_000);
    expect(await store.putIfNewer(quote)).toBe(false);
    expect((await store.get('AAPL'))?.fetchedAt).toBe('2026-11-20T21:00:30.000Z');
  });

  it('lets no price of one market stand in the way of the other’s', async () => {
    const { store } = await setUp();
    const live: Quote = { ...quote, price: 271.5, source: 'yahoo', asOf: '2026-11-20T21:00:00.000Z' };
    await store.putIfNewer(live);
    expect(await store.putIfNewer(quote)).toBe(true);
    expect(await store.putIfNewer({ ...quote, source: 'synthetic' })).toBe(false);
    expect((await store.get('AAPL'))?.asOf).toBe(quote.asOf);
    expect(await store.putIfNewer(live)).toBe(true);
  });

  it('gives many at once, leaving out what it does not know', async () => {
    const { store } = await setUp();
    const symbols = Array.from({ length: 130 }, (_, n) => `S${n}`);
    await Promise.all(symbols.map((symbol) => store.putIfNewer({ ...quote, symbol })));
    const found = await store.getMany([...symbols, 'NONE', 'S0']);
    expect(new Set(found.keys())).toEqual(new Set(symbols));
    expect(found.get('S129')).toMatchObject({ symbol: 'S129', price: 139.35 });
    expect(await store.getMany([])).toEqual(new Map());
  });
}
