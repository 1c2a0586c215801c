import type { ScreenRow } from '@marketscope/contracts';
import { sampleScreen, sampleScreenRow } from '@marketscope/contracts/fixtures';
import type { OwnedFilter } from '@marketscope/domain';
import {
  captureLogger,
  createFakeArtifactStore,
  createFakeEventPublisher,
  createFakeMetricSink,
  createFakeSavedFilterStore,
  createFakeScreenStore,
} from '@marketscope/testing';
import { expect, it } from 'vitest';
import { completeScreen, type ScreenPorts } from './complete-screen.ts';

const friday = '2026-11-20';
const thursday = '2026-11-19';
const wednesday = '2026-11-18';

function row(symbol: string, more: Partial<ScreenRow> = {}): ScreenRow {
  return sampleScreenRow({
    date: friday,
    symbol,
    name: `${symbol} Inc.`,
    source: 'yahoo',
    drawdownPercent: -10,
    volumeRatio: 1,
    rsi14: 50,
    ...more,
  });
}

const filterOf = (more: Partial<OwnedFilter> = {}): OwnedFilter => ({
  id: '01FILTER',
  userId: 'ada',
  name: 'Deep and busy',
  filter: 'drawdown < -20% and volume ratio > 2',
  description: '52-week drawdown below −20% and volume ratio above 2×',
  createdAt: '2026-11-18T15:00:00.000Z',
  ...more,
});

/** A market whose screens of some days are complete, and one of today that is not. */
async function market(rows: { before?: ScreenRow[]; today: ScreenRow[]; filters?: OwnedFilter[] }) {
  const screens = createFakeScreenStore();
  const artifacts = createFakeArtifactStore();
  const savedFilters = createFakeSavedFilterStore();
  const publisher = createFakeEventPublisher();
  const businessMetrics = createFakeMetricSink();
  const { logger, lines } = captureLogger();
  const ports: ScreenPorts = {
    screens,
    artifacts,
    savedFilters,
    publisher,
    businessMetrics,
    provider: { market: 'live' },
    clock: () => new Date(`${friday}T21:31:00.000Z`),
  };
  const { before = [], today, filters = [] } = rows;
  for (const each of [...before, ...today]) await screens.put(each);
  for (const date of new Set(before.map((each) => each.date)))
    await screens.complete('live', sampleScreen({ date }));
  for (const filter of filters) await savedFilters.create(filter);
  return {
    screens,
    artifacts,
    savedFilters,
    publisher,
    businessMetrics,
    lines,
    ports,
    complete: () => completeScreen({ runId: 'daily-1', sessionDate: friday }, ports, logger),
    csv: () => artifacts.files.get(`screens/${friday}/daily_results.csv`)?.body,
    told: () => publisher.ofType('screen.entrant.v1'),
  };
}

it('makes of a day’s rows a screen, a file, an event and a metric', async () => {
  const { complete, screens, csv, publisher, businessMetrics } = await market({
    before: [row('KO', { date: thursday })],
    today: [row('KO', { drawdownPercent: -31.5 }), row('AAPL'), row('MSFT', { drawdownPercent: null })],
  });
  const screen = await complete();
  expect(screen).toEqual({
    date: friday,
    completedAt: '2026-11-20T21:31:00.000Z',
    symbols: 3,
    previousDate: thursday,
    worst: { symbol: 'KO', name: 'KO Inc.', drawdownPercent: -31.5, source: 'yahoo' },
    newEntrants: ['KO'],
  });
  expect(await screens.latest('live')).toEqual(screen);
  expect(
    csv()
      ?.split('\r\n')
      .map((line) => line.split(',')[1]),
  ).toEqual(['symbol', 'AAPL', 'KO', 'MSFT', undefined]);
  expect(publisher.published).toMatchObject([
    {
      type: 'screen.completed.v1',
      id: `screen#${friday}`,
      correlationid: 'daily-1',
      data: {
        date: friday,
        symbols: 3,
        csvKey: `screens/${friday}/daily_results.csv`,
        worst: { symbol: 'KO' },
        newEntrantCount: 1,
        newEntrants: ['KO'],
      },
    },
  ]);
  expect(businessMetrics.measurements).toEqual([
    { name: 'WorstDailyDrawdown', unit: 'Percent', value: -31.5, dimensions: {} },
  ]);
});

it('makes no screen of a day without a row', async () => {
  const { complete, screens, publisher, artifacts } = await market({ today: [] });
  expect(await complete()).toBeUndefined();
  expect(await screens.latest('live')).toBeUndefined();
  expect([publisher.published, artifacts.files.size]).toEqual([[], 0]);
});

it('names who has come to be deep below the 52-week high, and not who stayed there', async () => {
  const { complete } = await market({
    before: [
      row('CAME', { date: thursday, drawdownPercent: -19.99 }),
      row('STAYED', { date: thursday, drawdownPercent: -20 }),
      row('UNKNOWN', { date: thursday, drawdownPercent: null }),
    ],
    today: [
      row('CAME', { drawdownPercent: -20 }),
      row('STAYED', { drawdownPercent: -45 }),
      row('UNKNOWN', { drawdownPercent: -50 }),
      row('ABOVE', { drawdownPercent: -19.99 }),
      row('LISTED', { drawdownPercent: -30 }),
    ],
  });
  expect((await complete())?.newEntrants).toEqual(['CAME', 'LISTED', 'UNKNOWN']);
});

it('takes a symbol whose update failed for a day for what it was before', async () => {
  const { complete, told } = await market({
    before: [
      row('DEEP', { date: wednesday, drawdownPercent: -40, volumeRatio: 3 }),
      row('HIGH', { date: wednesday, drawdownPercent: -1 }),
      row('OTHER', { date: thursday }),
    ],
    today: [
      row('DEEP', { drawdownPercent: -41, volumeRatio: 3 }),
      row('HIGH', { drawdownPercent: -25, volumeRatio: 3 }),
    ],
    filters: [filterOf()],
  });
  expect((await complete())?.newEntrants).toEqual(['HIGH']);
  expect(told().map(({ data }) => data.matches.map(({ symbol }) => symbol))).toEqual([['HIGH']]);
});

it('calls nothing new in the first screen of all', async () => {
  const { complete, told } = await market({
    today: [row('KO', { drawdownPercent: -60, volumeRatio: 5 })],
    filters: [filterOf()],
  });
  expect((await complete())?.newEntrants).toEqual([]);
  expect(told()).toEqual([]);
});

it('does not compare live prices with recorded ones', async () => {
  const { complete, screens } = await market({ today: [row('KO', { drawdownPercent: -60 })] });
  await screens.put(row('KO', { date: '2009-06-02', drawdownPercent: -1, source: 'replay' }));
  await screens.complete('recorded', sampleScreen({ date: '2009-06-02' }));
  expect(await complete()).toMatchObject({ previousDate: null, newEntrants: [] });
});

it('tells each person once which symbols their filter has come to let through', async () => {
  const { complete, told } = await market({
    before: [
      row('KO', { date: thursday, drawdownPercent: -30, volumeRatio: 1 }),
      row('XOM', { date: thursday, drawdownPercent: -30, volumeRatio: 4 }),
    ],
    today: [
      row('KO', { drawdownPercent: -30, volumeRatio: 2.5, rsi14: 25 }),
      row('IBM', { drawdownPercent: -40, volumeRatio: 2.5, rsi14: 28 }),
      row('XOM', { drawdownPercent: -30, volumeRatio: 4 }),
    ],
    filters: [
      filterOf(),
      filterOf({ id: '02FILTER', userId: 'bob' }),
      filterOf({ id: '03FILTER', name: 'Oversold', filter: 'rsi < 30', description: 'RSI below 30' }),
      filterOf({ id: '04FILTER', filter: 'rsi > 90', description: 'RSI above 90' }),
    ],
  });
  await complete();
  expect(told().map(({ id, data }) => [id, data.userId, data.matches.map(({ symbol }) => symbol)])).toEqual([
    [`01FILTER#${friday}`, 'ada', ['IBM', 'KO']],
    [`02FILTER#${friday}`, 'bob', ['IBM', 'KO']],
    [`03FILTER#${friday}`, 'ada', ['IBM', 'KO']],
  ]);
  expect(told()[0]).toMatchObject({
    subject: '01FILTER',
    data: {
      filterName: 'Deep and busy',
      description: '52-week drawdown below −20% and volume ratio above 2×',
      date: friday,
      matchCount: 2,
      matches: [{ symbol: 'IBM', name: 'IBM Inc.', drawdownPercent: -40, volumeRatio: 2.5, rsi14: 28 }, {}],
    },
  });
});

it('names the first twenty of many, and counts them all', async () => {
  const symbols = Array.from({ length: 150 }, (_, n) => `S${n}`);
  const { complete, told, publisher } = await market({
    before: symbols.map((symbol) => row(symbol, { date: thursday })),
    today: symbols.map((symbol, n) => row(symbol, { drawdownPercent: -20 - n / 10 })),
    filters: [filterOf({ filter: 'drawdown <= -20' })],
  });
  await complete();
  expect(told()[0]?.data).toMatchObject({ matchCount: 150, matches: { length: 20, 0: { symbol: 'S149' } } });
  expect(publisher.ofType('screen.completed.v1')[0]?.data).toMatchObject({
    newEntrantCount: 150,
    newEntrants: { length: 100 },
  });
});

it('skips a filter that it can’t read any more, and says so', async () => {
  const { complete, told, lines } = await market({
    before: [row('KO', { date: thursday })],
    today: [row('KO', { rsi14: 10 })],
    filters: [
      filterOf({ id: '01OLD', filter: 'moon phase > 3' }),
      filterOf({ id: '02OLD', filter: 'moon phase > 3' }),
      filterOf({ id: '03GOOD', filter: 'rsi < 30' }),
    ],
  });
  await complete();
  expect(told().map(({ data }) => data.filterId)).toEqual(['03GOOD']);
  expect(lines.filter(({ level }) => level === 'warn').map(({ filterId }) => filterId)).toEqual([
    '01OLD',
    '02OLD',
  ]);
});

it('reaches everyone however many filters there are', async () => {
  const filters = Array.from({ length: 130 }, (_, n) =>
    filterOf({ id: `filter-${n}`, userId: `person-${n}`, filter: `rsi < ${30 + (n % 3)}` }),
  );
  const { complete, told } = await market({
    before: [row('KO', { date: thursday })],
    today: [row('KO', { rsi14: 10 })],
    filters,
  });
  await complete();
  expect(new Set(told().map(({ data }) => data.userId)).size).toBe(130);
});

it('writes the same bytes and publishes the same ids when it is done again', async () => {
  const scene = await market({
    before: [row('KO', { date: thursday })],
    today: [row('KO', { drawdownPercent: -33, volumeRatio: 3 }), row('AAPL')],
    filters: [filterOf()],
  });
  await scene.complete();
  const [file, published] = [scene.csv(), [...scene.publisher.published]];
  await scene.complete();
  expect(scene.csv()).toBe(file);
  expect(scene.publisher.published).toEqual([...published, ...published]);
});

it('comes to the same end wherever it is cut short and done again', async () => {
  const scene = () =>
    market({
      before: [row('KO', { date: thursday })],
      today: [row('KO', { drawdownPercent: -33, volumeRatio: 3 }), row('IBM', { drawdownPercent: -1 })],
      filters: [filterOf(), filterOf({ id: '02FILTER', userId: 'bob' })],
    });
  const traces = async ({ csv, screens, publisher }: Awaited<ReturnType<typeof scene>>) => ({
    file: csv(),
    screen: await screens.latest('live'),
    events: new Set(publisher.published.map(({ id }) => id)),
  });
  const undisturbed = await scene();
  await undisturbed.complete();
  const expected = await traces(undisturbed);
  expect(expected.events.size).toBe(3);

  for (const step of ['put', 'complete', 'publish 1', 'publish 2', 'publish 3', 'record'] as const) {
    const cut = await scene();
    const { artifacts, screens, publisher, businessMetrics } = cut.ports;
    const intact = {
      ...artifacts,
      complete: screens.complete,
      publish: publisher.publish,
      record: businessMetrics.record,
    };
    let publishes = 0;
    const dies = (): never => {
      throw new Error('killed');
    };
    if (step === 'put') artifacts.put = async () => dies();
    if (step === 'complete') screens.complete = async () => dies();
    if (step === 'record') businessMetrics.record = dies;
    publisher.publish = async (event) => {
      publishes += 1;
      return step === `publish ${publishes}` ? dies() : intact.publish.call(publisher, event);
    };
    await expect(cut.complete(), step).rejects.toThrow('killed');
    artifacts.put = intact.put;
    screens.complete = intact.complete;
    publisher.publish = intact.publish;
    businessMetrics.record = intact.record;
    await cut.complete();
    expect(await traces(cut), step).toEqual(expected);
  }
});
