import { expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

async function watcher() {
  const fixture = await appOnFakes();
  for (const symbol of ['AAPL', 'MSFT']) fixture.market.set(symbol, 100);
  const person = await fixture.register('ada');
  const symbols = async (): Promise<string[]> => {
    const { items } = (await person.request('GET', '/api/watchlist')).json<{ items: { symbol: string }[] }>();
    return items.map(({ symbol }) => symbol);
  };
  return { ...fixture, person, symbols };
}

it('watches symbols in the order they were added, and stops', async () => {
  const { person, symbols, pass } = await watcher();
  const added = await person.request('POST', '/api/watchlist', { symbol: 'msft' });
  expect(added.statusCode).toBe(201);
  expect(added.json()).toEqual({ symbol: 'MSFT', name: 'MSFT Inc.', addedAt: '2026-11-20T17:00:00.000Z' });
  pass(1000);
  await person.request('POST', '/api/watchlist', { symbol: 'AAPL' });
  expect(await symbols()).toEqual(['MSFT', 'AAPL']);

  const removed = await person.request('DELETE', '/api/watchlist/msft');
  expect([removed.statusCode, removed.body]).toEqual([204, '']);
  expect(await symbols()).toEqual(['AAPL']);
});

it('answers with the entry that is there when a symbol is watched already, though the market is away', async () => {
  const { person, market, pass } = await watcher();
  const first = await person.request('POST', '/api/watchlist', { symbol: 'AAPL' });
  pass(5000);
  market.fail('AAPL', 'provider-unavailable');
  const again = await person.request('POST', '/api/watchlist', { symbol: 'AAPL' });
  expect(again.statusCode).toBe(200);
  expect(again.json()).toEqual(first.json());
});

it('watches no symbol that nobody knows, or that nobody can look up', async () => {
  const { person, market, symbols } = await watcher();
  expect((await person.request('POST', '/api/watchlist', { symbol: 'NOSUCH' })).statusCode).toBe(404);
  market.fail('AAPL', 'provider-unavailable');
  expect((await person.request('POST', '/api/watchlist', { symbol: 'AAPL' })).statusCode).toBe(503);
  expect(await symbols()).toEqual([]);
});

it('says what is wrong with a symbol', async () => {
  const { person } = await watcher();
  for (const body of [{}, { symbol: '' }, { symbol: 'A B' }, { symbol: 7 }]) {
    const response = await person.request('POST', '/api/watchlist', body);
    expect(problemIn(response).errors?.map(({ path }) => path)).toEqual(['symbol']);
  }
});

it('stops watching only what is watched', async () => {
  const { person } = await watcher();
  const response = await person.request('DELETE', '/api/watchlist/AAPL');
  expect(response.statusCode).toBe(404);
  expect(problemIn(response).code).toBe('not-found');
});

it('watches 200 symbols, and says what to do about more', async () => {
  const { person, ports, market } = await watcher();
  for (let index = 0; index < 200; index++)
    await ports.watchlists.add(person.session.user.id, {
      symbol: `S${index}`,
      name: null,
      addedAt: '2026-11-20T17:00:00.000Z',
    });
  market.set('ONEMORE', 1);
  const response = await person.request('POST', '/api/watchlist', { symbol: 'ONEMORE' });
  expect(response.statusCode).toBe(409);
  expect(problemIn(response)).toMatchObject({
    code: 'too-many-watched-symbols',
    detail: expect.stringContaining('Remove one'),
  });
});
