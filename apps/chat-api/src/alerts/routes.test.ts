import { alert, alertRequest } from '@marketscope/contracts';
import { newAlert } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { appOnFakes, problemIn } from '../testing/app-on-fakes.ts';

async function alerted() {
  const fixture = await appOnFakes();
  fixture.market.set('AAPL', 139.35);
  const person = await fixture.register('ada');
  return {
    ...fixture,
    person,
    make: (body: object) => person.request('POST', '/api/alerts', { symbol: 'AAPL', ...body }),
    list: async () => (await person.request('GET', '/api/alerts')).json<{ items: unknown[] }>().items,
  };
}

it('makes an alert that is armed, lists it, deletes it', async () => {
  const { make, list, person } = await alerted();
  const made = await make({ symbol: 'aapl', direction: 'above', threshold: 150, note: 'sell' });
  expect(made.statusCode).toBe(201);
  expect(alert.parse(made.json())).toMatchObject({
    symbol: 'AAPL',
    kind: 'price',
    direction: 'above',
    threshold: 150,
    currency: 'USD',
    note: 'sell',
    state: 'armed',
    createdAt: '2026-11-20T17:00:00.000Z',
  });
  expect(made.json()).not.toHaveProperty('userId');
  expect(made.json()).not.toHaveProperty('armGeneration');
  expect(await list()).toEqual([made.json()]);

  const { id } = made.json<{ id: string }>();
  expect((await person.request('DELETE', `/api/alerts/${id}`)).statusCode).toBe(204);
  expect((await person.request('DELETE', `/api/alerts/${id}`)).statusCode).toBe(404);
  expect(await list()).toEqual([]);
});

it('says that an alert waits when it is true already, or when nobody can tell', async () => {
  const { make, market } = await alerted();
  expect((await make({ direction: 'above', threshold: 100 })).json()).toMatchObject({ state: 'waiting' });
  market.set('AAPL', 139.35, { stale: true });
  const late = await make({ direction: 'above', threshold: 500 });
  expect(late.json()).toMatchObject({ state: 'waiting', currency: 'USD' });
  market.fail('AAPL', 'provider-unavailable');
  const blind = await make({ direction: 'above', threshold: 500 });
  expect(blind.statusCode).toBe(201);
  expect(blind.json()).toMatchObject({ state: 'waiting', currency: null });
});

it('lists newest first', async () => {
  const { make, list, pass } = await alerted();
  for (const threshold of [150, 160]) {
    await make({ direction: 'above', threshold });
    pass(1000);
  }
  expect(await list()).toMatchObject([{ threshold: 160 }, { threshold: 150 }]);
});

it('makes no alert on a symbol that nobody knows', async () => {
  const { make } = await alerted();
  const response = await make({ symbol: 'NOSUCH', direction: 'above', threshold: 1 });
  expect(problemIn(response).code).toBe('unknown-symbol');
});

it.each([
  [{}, ['direction', 'threshold']],
  [{ direction: 'sideways', threshold: 1 }, ['direction']],
  [{ direction: 'above', threshold: -1 }, ['threshold']],
  [{ direction: 'above', threshold: '150' }, ['threshold']],
  [{ direction: 'above', threshold: 1e10 }, ['threshold']],
  [{ direction: 'above', threshold: 1, kind: 'mood' }, ['kind']],
  [{ direction: 'above', threshold: 1, note: 'x'.repeat(501) }, ['note']],
  [{ direction: 'above', threshold: 1, userId: 'eve' }, ['']],
])('says what is wrong with %j', async (body, paths) => {
  const { make, list } = await alerted();
  const response = await make(body);
  expect(response.statusCode).toBe(400);
  expect(
    problemIn(response)
      .errors?.map(({ path }) => path)
      .toSorted(),
  ).toEqual(paths);
  expect(await list()).toEqual([]);
});

it('keeps 200 alerts, and says what to do about more', async () => {
  const { make, person, ports } = await alerted();
  for (let index = 0; index < 200; index++)
    await ports.alerts.create(
      newAlert(alertRequest.parse({ symbol: 'AAPL', direction: 'above', threshold: 150 + index }), {
        alertId: `alert-${index}`,
        userId: person.session.user.id,
        sighting: { quote: undefined, value: undefined },
        now: new Date(),
      }),
    );
  const response = await make({ direction: 'above', threshold: 1000 });
  expect(response.statusCode).toBe(409);
  expect(problemIn(response)).toMatchObject({
    code: 'too-many-alerts',
    detail: expect.stringContaining('Delete one'),
  });
});
