import type { Quote } from '@marketscope/contracts';
import { sampleQuote } from '@marketscope/contracts/fixtures';
import type { Market, QuoteCache, QuoteStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const quote = sampleQuote({ price: 271.5, asOf: '2026-11-20T16:00:00.000Z', source: 'yahoo' });
const start = new Date('2026-11-20T16:00:01.000Z');
const market: Market = 'live';
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

/** What every QuoteCache does. The factory gets the store's clock. */
export function quoteCacheContract(makeStore: (now: () => Date) => Promise<QuoteStore & QuoteCache>): void {
  async function setUp() {
    let time = start;
    const store = await makeStore(() => time);
    const stored = async (at: Date, price: Quote = quote) => {
      time = at;
      await store.putIfNewer(price);
      return (await store.entries(['AAPL'])).get('AAPL')?.quote;
    };
    return { store, stored };
  }

  it('lets one of many ask for a symbol, known or not', async () => {
    const { store, stored } = await setUp();
    for (const seen of [undefined, await stored(start)]) {
      const claims = await Promise.all(
        Array.from({ length: 5 }, () =>
          store.claim(seen ? 'AAPL' : 'MSFT', { seen, market, now: start, until: later(10) }),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    }
    expect((await store.entries(['AAPL'])).get('AAPL')?.askedUntil).toEqual(later(10));
  });

  it('lets somebody else ask when a claim has run out, or was released', async () => {
    const { store } = await setUp();
    const claim = (from: number, to: number) =>
      store.claim('AAPL', { seen: undefined, market, now: later(from), until: later(to) });
    expect(await claim(0, 10)).toBe(true);
    expect(await claim(9, 19)).toBe(false);
    expect(await claim(10, 20)).toBe(true);
    await store.release('AAPL', later(10));
    expect(await claim(11, 21)).toBe(false);
    await store.release('AAPL', later(20));
    expect(await claim(11, 21)).toBe(true);
  });

  it('lets nobody ask who has not seen the latest price', async () => {
    const { store, stored } = await setUp();
    const old = await stored(start);
    const fresh = await stored(later(20));
    const claim = { market, now: later(21), until: later(31) };
    for (const seen of [undefined, old]) expect(await store.claim('AAPL', { ...claim, seen })).toBe(false);
    expect(await store.claim('AAPL', { ...claim, seen: fresh })).toBe(true);
  });

  it('ends a claim with the price that it brought', async () => {
    const { store, stored } = await setUp();
    await store.claim('AAPL', { seen: undefined, market, now: start, until: later(10) });
    expect(await store.get('AAPL')).toBeUndefined();
    expect(await store.getMany(['AAPL'])).toEqual(new Map());
    await stored(later(1));
    expect((await store.entries(['AAPL', 'MSFT'])).size).toBe(1);
    expect((await store.entries(['AAPL'])).get('AAPL')).toEqual({
      quote: { ...quote, fetchedAt: later(1).toISOString() },
      askedUntil: undefined,
      unknown: undefined,
    });
  });

  it('notes that a symbol is unknown, for a time in which nobody asks, or until it has a price', async () => {
    const { store, stored } = await setUp();
    await store.claim('AAPL', { seen: undefined, market, now: start, until: later(10) });
    await store.putUnknown('AAPL', { seen: undefined, market, until: later(600) });
    expect((await store.entries(['AAPL'])).get('AAPL')).toEqual({
      quote: undefined,
      askedUntil: undefined,
      unknown: { market, until: later(600) },
    });
    const claim = (at: number, market: Market) =>
      store.claim('AAPL', { seen: undefined, market, now: later(at), until: later(at + 1) });
    expect(await claim(500, 'live')).toBe(false);
    expect(await claim(500, 'recorded')).toBe(true);
    expect(await claim(599, 'live')).toBe(false);
    expect(await claim(600, 'live')).toBe(true);
    const seen = await stored(later(601));
    expect((await store.entries(['AAPL'])).get('AAPL')?.unknown).toBeUndefined();
    await store.putUnknown('AAPL', { seen: undefined, market, until: later(1200) });
    expect((await store.entries(['AAPL'])).get('AAPL')?.unknown).toBeUndefined();
    await store.putUnknown('AAPL', { seen, market, until: later(1200) });
    expect((await store.entries(['AAPL'])).get('AAPL')).toMatchObject({
      unknown: { market, until: later(1200) },
    });
    expect((await store.get('AAPL'))?.price).toBe(271.5);
  });
}
