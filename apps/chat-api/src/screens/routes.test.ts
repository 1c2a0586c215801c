import {
  savedFilter,
  screenFileResponse,
  screenHistoryResponse,
  screenResponse,
  type ScreenRow,
} from '@marketscope/contracts';
import { sampleScreen, sampleScreenRow } from '@marketscope/contracts/fixtures';
import { createFakeArtifactStore, createFakeScreenStore } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

const row = (symbol: string, more: Partial<ScreenRow> = {}): ScreenRow =>
  sampleScreenRow({
    date: '2009-06-02',
    symbol,
    name: `${symbol} Inc.`,
    drawdownPercent: -10,
    rsi14: 50,
    ...more,
  });

async function screened() {
  const screens = createFakeScreenStore();
  const artifacts = createFakeArtifactStore();
  const fixture = await appOnFakes({ ports: { screens, artifacts } });
  const rows = [row('AAPL'), row('KO', { drawdownPercent: -30, rsi14: 20 }), row('XOM', { rsi14: 25 })];
  for (const each of [...rows, row('KO', { date: '2009-06-01' })]) await screens.put(each);
  for (const date of ['2009-06-01', '2009-06-02'])
    await screens.complete(
      'recorded',
      sampleScreen({
        date,
        symbols: 3,
        worst: { symbol: 'KO', name: 'KO Inc.', drawdownPercent: -30, source: 'replay' },
        newEntrants: ['KO'],
      }),
    );
  const person = await fixture.register('ada');
  return { ...fixture, artifacts, person, get: (url: string) => person.request('GET', url) };
}

it('shows the latest screen, the farthest below their high first', async () => {
  const { get } = await screened();
  const response = await get('/api/screens/latest');
  expect(response.statusCode).toBe(200);
  const { items, ...about } = screenResponse.parse(response.json());
  expect(items.map(({ symbol, newEntrant }) => [symbol, newEntrant])).toEqual([
    ['KO', true],
    ['AAPL', false],
    ['XOM', false],
  ]);
  expect(about).toMatchObject({ screen: { date: '2009-06-02', symbols: 3 }, matched: 3, description: null });
});

it('shows a past day, filtered, sorted, page by page', async () => {
  const { get } = await screened();
  const ask = `/api/screens/2009-06-02?filter=${encodeURIComponent('rsi < 30')}&sort=-rsi14&limit=1`;
  const first = screenResponse.parse((await get(ask)).json());
  expect(first).toMatchObject({ items: [{ symbol: 'XOM' }], matched: 2, description: 'RSI below 30' });
  const second = screenResponse.parse((await get(`${ask}&cursor=${first.next}`)).json());
  expect(second.items).toMatchObject([{ symbol: 'KO' }]);
  expect(second.next).toBeUndefined();
});

it('shows a symbol’s rows, newest first', async () => {
  const { get } = await screened();
  const { items } = screenHistoryResponse.parse((await get('/api/screens/symbols/ko?limit=5')).json());
  expect(items.map(({ date }) => date)).toEqual(['2009-06-02', '2009-06-01']);
});

it('says where a filter went wrong, and what was probably meant', async () => {
  const { get, person } = await screened();
  const filter = 'rsi < 30 and drawdwn < -20%';
  const refusals = [
    await get(`/api/screens/latest?filter=${encodeURIComponent(filter)}`),
    await person.request('POST', '/api/screens/filters', { name: 'Odd', filter }),
  ];
  for (const response of refusals) {
    expect(response.statusCode).toBe(400);
    expect(problemIn(response)).toMatchObject({
      code: 'invalid-filter',
      detail: 'At character 14: the screen has no field “drawdwn”. Did you mean “drawdown”?',
      errors: [{ path: 'filter', position: 13 }],
    });
  }
});

it.each([
  ['/api/screens/latest?sort=mood', 'sort'],
  ['/api/screens/latest?limit=501', 'limit'],
  ['/api/screens/latest?cursor=next', 'cursor'],
  ['/api/screens/latest?filter=', 'filter'],
  ['/api/screens/yesterday', 'date'],
  ['/api/screens/2009-02-30/csv', 'date'],
])('refuses %s', async (url, path) => {
  const { get } = await screened();
  expect(problemIn(await get(url)).errors).toMatchObject([{ path }]);
});

it.each(['/api/screens/2009-06-03', '/api/screens/2009-06-03/csv'])('knows no screen at %s', async (url) => {
  const { get } = await screened();
  const response = await get(url);
  expect(response.statusCode).toBe(404);
  expect(problemIn(response)).toMatchObject({
    code: 'no-screen',
    detail: expect.stringContaining('2009-06-03'),
  });
});

it('says when the first screen comes', async () => {
  const { register } = await appOnFakes();
  const person = await register();
  const response = await person.request('GET', '/api/screens/latest');
  expect(problemIn(response)).toMatchObject({ code: 'no-screen', detail: expect.stringContaining('first') });
});

it.each([
  ['/api/screens/latest/csv', '2009-06-02'],
  ['/api/screens/2009-06-01/csv', '2009-06-01'],
])('leads from %s to the file', async (url, date) => {
  const { get, artifacts } = await screened();
  const response = await get(url);
  expect(response.statusCode).toBe(302);
  expect(response.headers.location).toContain(`screens/${date}/daily_results.csv?expires=3600`);
  expect(artifacts.files.get(`screens/${date}/daily_results.csv`)?.body).toContain(`${date},KO,KO Inc.,USD,`);
});

it('gives the link itself to a program that fetches it without its token', async () => {
  const { app, person } = await screened();
  const headers = { authorization: `Bearer ${person.session.accessToken}`, accept: 'application/json' };
  const response = await app.inject({ url: '/api/screens/latest/csv', headers });
  expect(response.statusCode).toBe(200);
  expect(screenFileResponse.parse(response.json())).toMatchObject({ expiresAt: '2026-11-20T18:00:00.000Z' });
});

it('saves a filter, lists it, deletes it', async () => {
  const { person, get } = await screened();
  const made = await person.request('POST', '/api/screens/filters', {
    name: ' Deep and busy ',
    filter: 'drawdown < -20% and volume ratio > 2',
  });
  expect(made.statusCode).toBe(201);
  expect(savedFilter.parse(made.json())).toMatchObject({
    name: 'Deep and busy',
    filter: 'drawdown < -20% and volume ratio > 2',
    description: '52-week drawdown below −20% and volume ratio above 2×',
  });
  expect(made.json()).not.toHaveProperty('userId');
  expect((await get('/api/screens/filters')).json()).toEqual({ items: [made.json()] });
  const url = `/api/screens/filters/${made.json<{ id: string }>().id}`;
  expect((await person.request('DELETE', url)).statusCode).toBe(204);
  expect((await person.request('DELETE', url)).statusCode).toBe(404);
});

it('names what a screen can be sorted by', async () => {
  const { get } = await screened();
  const refused = problemIn(await get('/api/screens/latest?sort=foo'));
  expect(refused.errors?.[0]?.message).toContain('Sort by one of close, changePercent,');
});

it('saves no filter twice, nor two of one name', async () => {
  const { person } = await screened();
  const save = (name: string, filter: string) =>
    person.request('POST', '/api/screens/filters', { name, filter });
  const first = (await save('Deep', 'drawdown < -20%')).json<{ id: string }>();
  expect(problemIn(await save('Deeper', 'drawdown  <  -20 %'))).toMatchObject({
    status: 409,
    code: 'filter-exists',
    detail: expect.stringContaining('as “Deep”'),
    existing: first.id,
  });
  expect(problemIn(await save('deep', 'rsi < 30'))).toMatchObject({
    status: 409,
    code: 'filter-name-taken',
    existing: first.id,
  });
});

it('saves one filter of one that is saved several times at one instant', async () => {
  const { person } = await screened();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      person.request('POST', '/api/screens/filters', { name: 'Deep', filter: 'drawdown < -20%' }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409]);
  const kept = (await person.request('GET', '/api/screens/filters')).json<{ items: unknown[] }>().items;
  expect(kept).toHaveLength(1);
});

it('keeps 20 filters, and says what to do about more', async () => {
  const { person } = await screened();
  for (let n = 1; n <= 20; n += 1)
    await person.request('POST', '/api/screens/filters', { name: `Filter ${n}`, filter: `rsi < ${n}` });
  const response = await person.request('POST', '/api/screens/filters', { name: 'More', filter: 'rsi < 50' });
  expect(response.statusCode).toBe(409);
  expect(problemIn(response)).toMatchObject({
    code: 'too-many-filters',
    detail: expect.stringContaining('Delete one'),
  });
});
