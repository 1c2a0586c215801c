import type { Screen, ScreenRow } from '@marketscope/contracts';
import { screenQuery } from '@marketscope/contracts';
import { sampleScreen, sampleScreenRow } from '@marketscope/contracts/fixtures';
import { createScreenActions, FilterError, MAX_SAVED_FILTERS } from '@marketscope/domain';
import {
  createFakeArtifactStore,
  createFakeLeases,
  createFakeSavedFilterStore,
  createFakeScreenStore,
} from '@marketscope/testing';
import { expect, it, vi } from 'vitest';

const row = (symbol: string, more: Partial<ScreenRow> = {}): ScreenRow =>
  sampleScreenRow({ date: '2026-11-20', symbol, name: `${symbol} Inc.`, source: 'yahoo', ...more });
const screenOf = (date: string, more: Partial<Screen> = {}): Screen =>
  sampleScreen({ date, symbols: 4, newEntrants: ['KO'], ...more });
const query = (parts: object = {}) => screenQuery.parse(parts);

async function screened() {
  const screens = createFakeScreenStore();
  const artifacts = createFakeArtifactStore();
  let ids = 0;
  const actions = createScreenActions({
    screens,
    artifacts,
    savedFilters: createFakeSavedFilterStore(),
    leases: createFakeLeases(),
    market: 'live',
    newId: () => `filter-${(ids += 1)}`,
    clock: () => new Date('2026-11-20T22:00:00.000Z'),
  });
  const rows = [
    row('AAPL', { drawdownPercent: -5, rsi14: 55 }),
    row('KO', { drawdownPercent: -30, rsi14: 20 }),
    row('MSFT', { drawdownPercent: null, rsi14: 40 }),
    row('XOM', { drawdownPercent: -25, rsi14: 30 }),
  ];
  for (const each of rows) await screens.put(each);
  await screens.complete('live', screenOf('2026-11-20'));
  const symbols = async (parts: object): Promise<string[] | undefined> =>
    (await actions.read('latest', query(parts)))?.items.map(({ symbol }) => symbol);
  return { actions, screens, artifacts, symbols };
}

it('reads the latest screen, the farthest below their high first', async () => {
  const { actions } = await screened();
  const read = await actions.read('latest', query());
  expect(read).toMatchObject({ screen: screenOf('2026-11-20'), matched: 4, description: null });
  expect(read?.items.map(({ symbol, newEntrant }) => [symbol, newEntrant])).toEqual([
    ['KO', true],
    ['XOM', false],
    ['AAPL', false],
    ['MSFT', false],
  ]);
  expect(read).not.toHaveProperty('next');
});

it('sorts by any field both ways, rows without a value last', async () => {
  const { symbols } = await screened();
  expect(await symbols({ sort: '-drawdownPercent' })).toEqual(['AAPL', 'XOM', 'KO', 'MSFT']);
  expect(await symbols({ sort: 'rsi14' })).toEqual(['KO', 'XOM', 'MSFT', 'AAPL']);
  expect(await symbols({ sort: '-symbol' })).toEqual(['XOM', 'MSFT', 'KO', 'AAPL']);
  expect(await symbols({ sort: 'return252' })).toEqual(['AAPL', 'KO', 'MSFT', 'XOM']);
});

it('filters, and says in words by what', async () => {
  const { actions, symbols } = await screened();
  const read = await actions.read('latest', query({ filter: 'drawdown < -20% and rsi <= 30' }));
  expect(read).toMatchObject({
    matched: 2,
    description: '52-week drawdown below −20% and RSI at or below 30',
  });
  expect(await symbols({ filter: 'new entrant' })).toEqual(['KO']);
  await expect(symbols({ filter: 'drawdwn < 3' })).rejects.toBeInstanceOf(FilterError);
});

it('gives page after page of one day, whatever the latest is by then', async () => {
  const { actions, screens } = await screened();
  const first = await actions.read('latest', query({ limit: 3 }));
  expect(first?.items).toHaveLength(3);
  await screens.put(row('NEW', { date: '2026-11-23' }));
  await screens.complete('live', screenOf('2026-11-23'));
  const second = await actions.read('latest', query({ limit: 3, cursor: first?.next }));
  expect(second?.items.map(({ symbol }) => symbol)).toEqual(['MSFT']);
  expect(second).not.toHaveProperty('next');
  expect(() => query({ cursor: 'made-up' })).toThrow('A cursor is what `next` of the page before says');
});

it('knows no screen of a day that has none, nor of another market', async () => {
  const { actions, screens } = await screened();
  await screens.complete('recorded', screenOf('2009-06-02'));
  expect(await actions.read({ date: '2026-11-19' }, query())).toBeUndefined();
  expect(await actions.read({ date: '2009-06-02' }, query())).toBeUndefined();
  expect(await actions.file({ date: '2026-11-19' })).toBeUndefined();
});

it('reads the rows of a screen once, and again when it was completed anew', async () => {
  const { actions, screens, symbols } = await screened();
  const read = vi.spyOn(screens, 'rows');
  await Promise.all([symbols({}), symbols({ filter: 'rsi > 1' }), symbols({ sort: 'rsi14' })]);
  expect(read).toHaveBeenCalledTimes(1);
  await screens.put(row('LATE'));
  await screens.complete('live', screenOf('2026-11-20', { completedAt: '2026-11-20T21:40:00.000Z' }));
  expect((await actions.read('latest', query()))?.matched).toBe(5);
  expect(read).toHaveBeenCalledTimes(2);
});

it('tries again after rows could not be read', async () => {
  const { screens, symbols } = await screened();
  vi.spyOn(screens, 'rows').mockRejectedValueOnce(new Error('throttled'));
  await expect(symbols({})).rejects.toThrow('throttled');
  expect(await symbols({})).toHaveLength(4);
});

it('links to the CSV for an hour', async () => {
  const { actions, artifacts } = await screened();
  await artifacts.put('screens/2026-11-20/daily_results.csv', { body: 'as it was', contentType: 'text/csv' });
  const file = await actions.file('latest');
  expect(file?.expiresAt).toBe('2026-11-20T23:00:00.000Z');
  expect(file?.url).toContain('screens/2026-11-20/daily_results.csv?expires=3600');
  expect(artifacts.files.get('screens/2026-11-20/daily_results.csv')?.body).toBe('as it was');
});

it('makes the CSV again from the rows when it was deleted for its age', async () => {
  const { actions, artifacts } = await screened();
  expect((await actions.file({ date: '2026-11-20' }))?.url).toContain('daily_results.csv');
  const made = artifacts.files.get('screens/2026-11-20/daily_results.csv');
  expect(made?.contentType).toBe('text/csv; charset=utf-8');
  expect(made?.body.split('\r\n')[2]).toMatch(/^2026-11-20,KO,KO Inc.,.*,yes,/);
});

it('saves filters with what they say, lists them, deletes them', async () => {
  const { actions } = await screened();
  const saved = await actions.saveFilter('ada', { name: 'Deep', filter: 'drawdown < -20' });
  expect(saved).toEqual({
    id: 'filter-1',
    name: 'Deep',
    filter: 'drawdown < -20',
    description: '52-week drawdown below −20%',
    createdAt: '2026-11-20T22:00:00.000Z',
  });
  expect(await actions.filters('ada')).toEqual([saved]);
  expect(await actions.filters('eve')).toEqual([]);
  expect(await actions.deleteFilter('eve', saved.id)).toBe(false);
  expect(await actions.deleteFilter('ada', saved.id)).toBe(true);
  expect(await actions.filters('ada')).toEqual([]);
});

it('saves no filter that it can’t understand, and not too many', async () => {
  const { actions } = await screened();
  await expect(actions.saveFilter('ada', { name: 'Odd', filter: 'moon > 3' })).rejects.toBeInstanceOf(
    FilterError,
  );
  for (let n = 0; n < MAX_SAVED_FILTERS; n += 1)
    await actions.saveFilter('ada', { name: `Filter ${n}`, filter: `rsi < ${n + 1}` });
  await expect(actions.saveFilter('ada', { name: 'More', filter: 'rsi < 99' })).rejects.toMatchObject({
    code: 'too-many-filters',
  });
  expect(await actions.saveFilter('bob', { name: 'First', filter: 'rsi < 99' })).toMatchObject({
    name: 'First',
  });
});
