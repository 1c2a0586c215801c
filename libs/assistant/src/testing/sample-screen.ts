import type { ScreenRow } from '@marketscope/contracts';
import { sampleScreen, sampleScreenRow } from '@marketscope/contracts/fixtures';
import { createScreenActions, type ScreenActions } from '@marketscope/domain';
import {
  createFakeArtifactStore,
  createFakeLeases,
  createFakeSavedFilterStore,
  createFakeScreenStore,
} from '@marketscope/testing';
import { sampleNow } from './sample-market.ts';

type Row = [symbol: string, name: string, close: number, changePercent: number, parts: Partial<ScreenRow>];

const rows: Row[] = [
  ['AAPL', 'Apple Inc.', 139.35, 1.25, { drawdownPercent: -4.2, rsi14: 61.5, volumeRatio: 0.8, average50: 130.1, average200: 121.4 }],
  ['IBM', 'International Business Machines Corporation', 117.5, -2.1, { drawdownPercent: -31.25, rsi14: 27.4, volumeRatio: 2.4, average50: 120.5, average200: 131 }],
  ['KO', 'The Coca-Cola Company', 52, 0, { drawdownPercent: 0, rsi14: 72.2, volumeRatio: 1.1 }],
  ['NVDA', 'NVIDIA Corporation', 520, 3.3, { drawdownPercent: -11, rsi14: 55, source: 'synthetic', volatility20: 42.125 }],
  ['TSLA', 'Tesla, Inc.', 245.5, -1.7, { drawdownPercent: -22.75, rsi14: 44, volumeRatio: 1.3 }],
  ['^GSPC', 'S&P 500', 6543.21, -0.4, { drawdownPercent: -2.5, rsi14: 50 }],
]; // prettier-ignore

function rowOf([symbol, name, close, changePercent, parts]: Row, date: string): ScreenRow {
  return sampleScreenRow({
    date,
    symbol,
    name,
    asOf: `${date}T21:00:00.000Z`,
    close,
    volume: 1_234_567,
    changePercent,
    return5: changePercent * 2,
    ...parts,
  });
}

/** The screens of two sessions, the later of which the market's present day is; an older one has a single row. */
export async function sampleScreens({ latest = '2026-11-20' } = {}): Promise<ScreenActions> {
  const screens = createFakeScreenStore();
  for (const row of rows) await screens.put(rowOf(row, latest));
  await screens.put(rowOf(['KO', 'The Coca-Cola Company', 51.5, -3.5, {}], '2026-11-19'));
  const complete = (date: string, symbols: number, newEntrants: string[]) =>
    screens.complete('recorded', sampleScreen({ date, symbols, newEntrants }));
  await complete('2026-11-19', 1, []);
  await complete(latest, rows.length, ['IBM']);
  return createScreenActions({
    screens,
    savedFilters: createFakeSavedFilterStore(),
    leases: createFakeLeases(),
    artifacts: createFakeArtifactStore(),
    market: 'recorded',
    newId: () => 'filter',
    clock: () => sampleNow,
  });
}

/** Screens before the first daily update. */
export function noScreens(): ScreenActions {
  return createScreenActions({
    screens: createFakeScreenStore(),
    savedFilters: createFakeSavedFilterStore(),
    leases: createFakeLeases(),
    artifacts: createFakeArtifactStore(),
    market: 'recorded',
    newId: () => 'filter',
    clock: () => sampleNow,
  });
}
