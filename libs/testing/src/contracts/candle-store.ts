import type { CandleStore, SessionCandle } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** The session of a day of June 2009, as it was at its close. */
function session(day: string, close: number, more: Partial<SessionCandle> = {}): SessionCandle {
  const date = `2009-06-${day}`;
  return {
    symbol: '^GSPC',
    currency: 'USD',
    source: 'replay',
    asOf: `${date}T20:00:00.000Z`,
    candle: { date, open: null, high: null, low: null, close, adjClose: null, volume: 4_000_000_000 },
    ...more,
  };
}

/** What every CandleStore does; each test gets a store of its own. */
export function candleStoreContract(makeStore: () => Promise<CandleStore>): void {
  it('gives the sessions of a span, both ends included, oldest first', async () => {
    const store = await makeStore();
    for (const each of [
      session('04', 942.46),
      session('02', 944.74),
      session('03', 931.76),
      session('01', 942.87),
    ])
      expect(await store.putIfNewer(each)).toBe(true);
    expect(await store.between('^GSPC', '2009-06-02', '2009-06-03')).toEqual({
      symbol: '^GSPC',
      currency: 'USD',
      source: 'replay',
      candles: [session('02', 944.74).candle, session('03', 931.76).candle],
    });
  });

  it('knows nothing of other spans and symbols', async () => {
    const store = await makeStore();
    await store.putIfNewer(session('01', 942.87));
    expect(await store.between('^GSPC', '2009-06-02', '2009-06-30')).toBeUndefined();
    expect(await store.between('AAPL', '2009-06-01', '2009-06-30')).toBeUndefined();
  });

  it('keeps the latest state of a session, in whichever order its states come', async () => {
    const store = await makeStore();
    await store.putIfNewer(session('01', 930, { asOf: '2009-06-01T15:00:00.000Z' }));
    expect(await store.putIfNewer(session('01', 942.87))).toBe(true);
    expect(await store.putIfNewer(session('01', 935, { asOf: '2009-06-01T16:00:00.000Z' }))).toBe(false);
    expect((await store.between('^GSPC', '2009-06-01', '2009-06-01'))?.candles).toMatchObject([
      { close: 942.87 },
    ]);
  });
}
