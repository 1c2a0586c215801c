import type { Screen, ScreenRow } from '@marketscope/contracts';
import { sampleScreen, sampleScreenRow } from '@marketscope/contracts/fixtures';
import type { ScreenStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** A row of Apple's on 20 November 2026. */
function row(more: Partial<ScreenRow> = {}): ScreenRow {
  return sampleScreenRow({
    date: '2026-11-20',
    name: 'Apple Inc.',
    source: 'yahoo',
    asOf: '2026-11-20T21:00:00.000Z',
    close: 150.25,
    volume: 60_000_000,
    changePercent: -2.5,
    return5: -4.125,
    return21: 1e-9,
    drawdownPercent: -25.000000000000004,
    average50: 160,
    volatility20: 31,
    volumeRatio: 2.2,
    rsi14: 28.4,
    ...more,
  });
}

const screenOf = (date: string, more: Partial<Screen> = {}): Screen =>
  sampleScreen({
    date,
    symbols: 2,
    worst: { symbol: 'AAPL', name: null, drawdownPercent: -25, source: 'replay' },
    newEntrants: ['AAPL'],
    ...more,
  });

/** What every ScreenStore does; each test gets a store of its own. */
export function screenStoreContract(makeStore: () => Promise<ScreenStore>): void {
  it('gives the rows of a day by symbol, as they were put', async () => {
    const store = await makeStore();
    const rows = [row({ symbol: 'MSFT' }), row(), row({ symbol: 'KO', date: '2026-11-19' })];
    for (const each of rows) expect(await store.put(each)).toBe(true);
    expect(await store.rows('2026-11-20')).toEqual([row(), row({ symbol: 'MSFT' })]);
    expect(await store.rows('2026-11-18')).toEqual([]);
  });

  it('gives the rows of a day that is more than one answer', async () => {
    const store = await makeStore();
    // As much as thousands of rows: DynamoDB answers a megabyte at a time.
    const name = 'A name that is longer than any company’s. '.repeat(100);
    const symbols = Array.from({ length: 400 }, (_, n) => `S${String(n).padStart(3, '0')}`);
    await Promise.all(symbols.map((symbol) => store.put(row({ symbol, name }))));
    expect((await store.rows('2026-11-20')).map(({ symbol }) => symbol)).toEqual(symbols);
  });

  it('keeps the latest state of a row, in whichever order its states come', async () => {
    const store = await makeStore();
    await store.put(row());
    expect(await store.put(row({ close: 151, asOf: '2026-11-20T20:59:00.000Z' }))).toBe(false);
    expect(await store.put(row({ close: 152 }))).toBe(true);
    expect(await store.put(row({ close: 153, asOf: '2026-11-20T21:05:00.000Z' }))).toBe(true);
    expect(await store.rows('2026-11-20')).toMatchObject([{ close: 153 }]);
  });

  it('gives a symbol’s latest rows, newest first', async () => {
    const store = await makeStore();
    for (const date of ['2026-11-18', '2026-11-20', '2026-11-19'])
      for (const symbol of ['AAPL', 'KO']) await store.put(row({ date, symbol }));
    await store.complete('live', screenOf('2026-11-20'));
    const dates = async (options: { limit: number; before?: string }): Promise<string[]> =>
      (await store.ofSymbol('KO', options)).map(({ symbol, date }) => `${symbol} ${date}`);
    expect(await dates({ limit: 2 })).toEqual(['KO 2026-11-20', 'KO 2026-11-19']);
    expect(await dates({ limit: 9, before: '2026-11-20' })).toEqual(['KO 2026-11-19', 'KO 2026-11-18']);
    expect(await store.ofSymbol('NONE', { limit: 2 })).toEqual([]);
  });

  it('knows the complete screens: the latest, the one before a day, and that of a day', async () => {
    const store = await makeStore();
    expect(await store.latest('live')).toBeUndefined();
    for (const date of ['2026-11-19', '2026-11-20', '2026-11-18'])
      await store.complete('live', screenOf(date));
    await store.put(row({ date: '2026-11-23' }));
    expect(await store.latest('live')).toEqual(screenOf('2026-11-20'));
    expect(await store.latest('live', { before: '2026-11-20' })).toEqual(screenOf('2026-11-19'));
    expect(await store.latest('live', { before: '2026-11-18' })).toBeUndefined();
    expect(await store.screen('live', '2026-11-18')).toEqual(screenOf('2026-11-18'));
    expect(await store.screen('live', '2026-11-23')).toBeUndefined();
    expect(await store.rows('2026-11-20')).toEqual([]);
  });

  it('keeps the screens of the live and of a recorded market apart', async () => {
    const store = await makeStore();
    await store.complete('live', screenOf('2026-11-20'));
    await store.complete('recorded', screenOf('2009-06-02', { worst: null, newEntrants: [] }));
    expect(await store.latest('live')).toEqual(screenOf('2026-11-20'));
    expect((await store.latest('recorded'))?.date).toBe('2009-06-02');
    expect(await store.screen('recorded', '2026-11-20')).toBeUndefined();
  });

  it('completes a screen anew', async () => {
    const store = await makeStore();
    await store.complete('live', screenOf('2026-11-20'));
    await store.complete('live', screenOf('2026-11-20', { symbols: 3 }));
    expect((await store.latest('live'))?.symbols).toBe(3);
  });
}
