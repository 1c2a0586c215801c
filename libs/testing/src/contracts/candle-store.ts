import { sampleCandle } from '@marketscope/contracts/fixtures';
import type { CandleStore, History, SessionCandle } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** The session of a day of June 2009, as it was at its close. */
function session(day: string, close: number, more: Partial<SessionCandle> = {}): SessionCandle {
  const date = `2009-06-${day}`;
  return {
    symbol: '^GSPC',
    currency: 'USD',
    source: 'replay',
    asOf: `${date}T20:00:00.000Z`,
    isOver: true,
    candle: sampleCandle({ date, close, volume: 4_000_000_000 }),
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

  const june = { from: '2009-06-01', before: '2009-06-05', market: 'recorded' } as const;
  const past = (...closes: [string, number][]): History => ({
    symbol: '^GSPC',
    currency: 'USD',
    source: 'replay',
    candles: closes.map(([day, close]) => session(day, close).candle),
  });

  it('knows of a past what was stored session by session, and all that a provider was asked for', async () => {
    const store = await makeStore();
    expect(await store.past('^GSPC', june)).toEqual({ candles: [], known: null });
    for (const each of [session('05', 940), session('03', 931.76), session('04', 942.46)])
      await store.putIfNewer(each);
    expect(await store.past('^GSPC', june)).toEqual({
      candles: [session('03', 931.76).candle, session('04', 942.46).candle],
      known: null,
    });
    const known = { first: '2009-05-01', last: '2009-06-02' };
    await store.putPast(past(['01', 942.87], ['02', 944.74]), known);
    expect(await store.past('^GSPC', june)).toEqual({
      candles: past(['01', 942.87], ['02', 944.74], ['03', 931.76], ['04', 942.46]).candles,
      known,
    });
  });

  it('takes a part of a session for no session of a past', async () => {
    const store = await makeStore();
    const noon = { asOf: '2009-06-02T16:00:00.000Z', isOver: false };
    await store.putIfNewer(session('01', 942.87));
    await store.putIfNewer(session('02', 950, noon));
    expect(await store.past('^GSPC', june)).toMatchObject({ candles: [{ close: 942.87 }] });
    expect((await store.between('^GSPC', june.from, june.before))?.candles).toHaveLength(2);
    await store.putIfNewer(session('02', 944.74));
    expect(await store.past('^GSPC', june)).toMatchObject({
      candles: [{ close: 942.87 }, { close: 944.74 }],
    });
  });

  it('remembers that a provider has nothing', async () => {
    const store = await makeStore();
    const known = { first: '2009-05-01', last: '2009-06-04' };
    await store.putPast(past(), known);
    expect(await store.past('^GSPC', june)).toEqual({ candles: [], known });
  });

  it('stores a past of hundreds of sessions', async () => {
    const store = await makeStore();
    const days = Array.from({ length: 300 }, (_, n) =>
      new Date(Date.UTC(2008, 0, 1 + n)).toISOString().slice(0, 10),
    );
    const candles = days.map((date, n) => ({ ...session('01', 900 + n).candle, date }));
    const known = { first: '2008-01-01', last: '2008-12-31' };
    await store.putPast({ ...past(), candles }, known);
    const span = { from: '2008-01-01', before: '2009-01-01', market: 'recorded' } as const;
    expect(await store.past('^GSPC', span)).toEqual({ candles, known });
  });

  it('puts a past in place of what was stored of its sessions', async () => {
    const store = await makeStore();
    await store.putIfNewer(session('02', 944.74));
    await store.putPast(past(['02', 472.37]), { first: '2009-06-02', last: '2009-06-02' });
    expect((await store.between('^GSPC', '2009-06-02', '2009-06-02'))?.candles).toMatchObject([
      { close: 472.37 },
    ]);
    expect(await store.putIfNewer(session('02', 1, { asOf: '2009-06-02T15:00:00.000Z' }))).toBe(false);
  });

  it('tells nothing of a past that is no longer so, until it is stored anew', async () => {
    const store = await makeStore();
    const known = { first: '2009-05-01', last: '2009-06-04' };
    await store.putPast(past(['01', 942.87]), known);
    expect(await store.knownDays('^GSPC', 'recorded')).toEqual(known);
    expect(await store.knownDays('^GSPC', 'live')).toBeNull();
    await store.forgetPast('^GSPC', 'recorded');
    expect(await store.knownDays('^GSPC', 'recorded')).toBeNull();
    expect(await store.past('^GSPC', june)).toEqual({ candles: [], known: null });
    await store.putPast(past(['01', 471.435]), known);
    expect(await store.past('^GSPC', june)).toEqual({ candles: past(['01', 471.435]).candles, known });
  });

  it('leaves out of a span what is no longer so, and was not stored anew', async () => {
    const store = await makeStore();
    await store.putPast(past(['01', 942.87], ['02', 944.74]), { first: '2009-06-01', last: '2009-06-02' });
    await store.forgetPast('^GSPC', 'recorded');
    await store.putIfNewer(session('03', 465.88));
    expect(await store.between('^GSPC', '2009-06-01', '2009-06-03')).toBeUndefined();
    await store.putPast(past(['02', 472.37]), { first: '2009-06-02', last: '2009-06-02' });
    expect((await store.between('^GSPC', '2009-06-01', '2009-06-03'))?.candles).toEqual(
      past(['02', 472.37], ['03', 465.88]).candles,
    );
  });

  it('keeps the pasts of the live and of a recorded market apart', async () => {
    const store = await makeStore();
    await store.putPast(past(['01', 942.87]), { first: '2009-06-01', last: '2009-06-04' });
    await store.forgetPast('^GSPC', 'live');
    expect(await store.past('^GSPC', { ...june, market: 'live' })).toEqual({ candles: [], known: null });
    await store.putPast(
      { ...past(['02', 945]), source: 'yahoo' },
      { first: '2009-06-02', last: '2009-06-02' },
    );
    expect(await store.past('^GSPC', june)).toMatchObject({ candles: [{ close: 942.87 }] });
    expect(await store.past('^GSPC', { ...june, market: 'live' })).toMatchObject({
      candles: [{ close: 945 }],
    });
  });
}
