import { alert, alertPreview, alertRequest, type Alert, type Candle } from '@marketscope/contracts';
import { LeaseHeldError, newAlert } from '@marketscope/domain';
import { sampleSessions } from '@marketscope/domain/fixtures';
import { expect, it } from 'vitest';
import { appOnFakes, minutes, problemIn } from '../testing/app-on-fakes.ts';

async function alerted() {
  const fixture = await appOnFakes();
  fixture.market.set('AAPL', 139.35);
  const person = await fixture.register('ada');
  return {
    ...fixture,
    person,
    make: (body: object) => person.request('POST', '/api/alerts', { symbol: 'AAPL', ...body }),
    change: (id: string, body: object) => person.request('PATCH', `/api/alerts/${id}`, body),
    list: async () => (await person.request('GET', '/api/alerts')).json<{ items: unknown[] }>().items,
  };
}

/** Two years of sessions that end on 20 November 2026, each with this close and the same volume. */
function yearOf(close: number): Candle[] {
  return sampleSessions('2026-11-20', Array<number>(504).fill(close), { volume: 1000 });
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
  const blind = await make({ direction: 'above', threshold: 600 });
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
  [{ direction: 'above', threshold: -20, kind: 'drawdown' }, ['direction']],
  [{ direction: 'below', threshold: 20, kind: 'drawdown' }, ['threshold']],
  [{ direction: 'below', threshold: 2, kind: 'volume-ratio' }, ['direction']],
  [{ direction: 'above', threshold: 5, kind: 'average-cross' }, ['threshold']],
  [{ direction: 'below', threshold: -100, kind: 'change-percent' }, ['threshold']],
  [{ direction: 'above', threshold: 1, basePrice: 100 }, ['basePrice']],
  [{ direction: 'above', threshold: 1, cooldownMinutes: 60 }, ['cooldownMinutes']],
  [{ direction: 'above', threshold: 1, expiresAt: '2020-01-01T00:00:00.000Z' }, ['expiresAt']],
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

it('answers the same alert asked for again as it is, and refuses one for the same in another way', async () => {
  const { make, list } = await alerted();
  const first = await make({ direction: 'above', threshold: 150, note: 'sell' });
  const again = await make({ direction: 'above', threshold: 150, note: 'sell' });
  expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
  expect(again.json()).toEqual(first.json());
  const other = await make({ direction: 'above', threshold: 150, repeat: true });
  expect(other.statusCode).toBe(409);
  expect(problemIn(other)).toMatchObject({
    code: 'alert-exists',
    detail:
      'You have an alert for just this already: AAPL is at or above $150.00. Change or delete that one instead.',
    existing: first.json<{ id: string }>().id,
  });
  expect(await list()).toHaveLength(1);
});

it('makes one alert of one asked for many times at one instant', async () => {
  const { make, list } = await alerted();
  const asked = { direction: 'above', threshold: 150, note: 'sell' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => make(asked)));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(await list()).toHaveLength(1);
});

it('makes one alert of two that wait for the same in two ways, and refuses the other with a link to it', async () => {
  const { make, change, list } = await alerted();
  const answers = await Promise.all(
    ['sell', 'buy'].map((note) => make({ direction: 'above', threshold: 150, note })),
  );
  const made = answers.find(({ statusCode }) => statusCode === 201)?.json<Alert>();
  const refused = answers.find(({ statusCode }) => statusCode === 409);
  expect(refused && problemIn(refused)).toMatchObject({ code: 'alert-exists', existing: made?.id });

  const others = await Promise.all([160, 170].map((threshold) => make({ direction: 'above', threshold })));
  const ids = others.map((other) => other.json<Alert>().id);
  const changes = await Promise.all(ids.map((id) => change(id, { threshold: 180 })));
  expect(changes.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect(await list()).toHaveLength(3);
});

it('makes an alert again as soon as the one for the same is deleted, or waits for something else', async () => {
  const { make, change, person } = await alerted();
  const asked = { direction: 'above', threshold: 150 };
  const first = (await make(asked)).json<Alert>();
  await change(first.id, { threshold: 160 });
  const second = (await make(asked)).json<Alert>();
  await person.request('DELETE', `/api/alerts/${second.id}`);
  const third = await make(asked);
  expect(third.statusCode).toBe(201);
  expect(third.json<Alert>().id).not.toBe(second.id);
});

it('says to try again when the same alert is being made for longer than anybody waits', async () => {
  const holding = () => Promise.reject(new LeaseHeldError());
  const { register, market } = await appOnFakes({ ports: { leases: { holding } } });
  market.set('AAPL', 139.35);
  const person = await register('ada');
  const asked = { symbol: 'AAPL', kind: 'price', direction: 'above', threshold: 150 };
  const refused = await person.request('POST', '/api/alerts', asked);
  expect(problemIn(refused)).toMatchObject({ status: 409, code: 'changing-just-now' });
});

it('lets no change make a second alert for what another waits for', async () => {
  const { make, change, list } = await alerted();
  const first = (await make({ direction: 'below', threshold: 130 })).json<Alert>();
  const second = (await make({ direction: 'below', threshold: 130.1 })).json<Alert>();
  const refused = await change(second.id, { threshold: 130 });
  expect(refused.statusCode).toBe(409);
  expect(problemIn(refused)).toMatchObject({ code: 'alert-exists', existing: first.id });
  expect(await list()).toEqual([second, first]);
  expect((await change(second.id, { note: 'buy' })).statusCode).toBe(200);
});

it('sets no alert again that another has come to wait for meanwhile', async () => {
  const { make, change, pass } = await alerted();
  const ended = { direction: 'below', threshold: 130, expiresAt: '2026-11-20T17:05:00.000Z' };
  const first = (await make(ended)).json<Alert>();
  pass(minutes(10));
  const second = (await make({ direction: 'below', threshold: 130 })).json<Alert>();
  const refused = await change(first.id, { expiresAt: null });
  expect(problemIn(refused)).toMatchObject({ code: 'alert-exists', existing: second.id });
});

it('takes every kind, with what belongs to it', async () => {
  const { make, market } = await alerted();
  market.set('AAPL', 100, { changePercent: -1 });
  market.setHistory('AAPL', yearOf(100));
  const kinds = [
    { kind: 'price', direction: 'above', threshold: 150 },
    { kind: 'change-percent', direction: 'below', threshold: -5 },
    { kind: 'base-percent', direction: 'above', threshold: 10 },
    { kind: 'base-percent', direction: 'above', threshold: 10, basePrice: 90 },
    { kind: 'drawdown', direction: 'below', threshold: -20 },
    { kind: 'volume-ratio', direction: 'above', threshold: 2 },
    { kind: 'average-cross', direction: 'below' },
  ];
  const made = [];
  for (const body of kinds) made.push((await make(body)).json<Alert>());
  expect(made.map(({ state }) => state)).toEqual([
    'armed',
    'armed',
    'armed',
    'waiting',
    'armed',
    'armed',
    'waiting',
  ]);
  expect(made.map(({ basePrice }) => basePrice)).toEqual([null, null, 100, 90, null, null, null]);
  expect(made.at(-1)).toMatchObject({ threshold: 0 });
});

it('waits with an alert on what nobody can tell: history out of reach, or of the session before', async () => {
  const { make, market } = await alerted();
  market.set('AAPL', 100);
  market.setHistory('AAPL', yearOf(100).slice(0, -1));
  const alert = await make({ kind: 'drawdown', direction: 'below', threshold: -20 });
  expect(alert.json()).toMatchObject({ state: 'waiting' });
});

it('measures from no price that is not known', async () => {
  const { make, market } = await alerted();
  market.fail('AAPL', 'provider-unavailable');
  const blind = await make({ kind: 'base-percent', direction: 'above', threshold: 10 });
  expect(blind.statusCode).toBe(503);
  const based = await make({ kind: 'base-percent', direction: 'above', threshold: 10, basePrice: 90 });
  expect(based.json()).toMatchObject({ state: 'waiting', basePrice: 90 });
});

it('repeats, rests a day unless told otherwise, is snoozed, expires, and says so', async () => {
  const { make, list, pass } = await alerted();
  const snoozedUntil = '2026-11-20T17:05:00.000Z';
  const expiresAt = '2026-11-20T17:10:00.000Z';
  const made = await make({ direction: 'above', threshold: 150, repeat: true, snoozedUntil, expiresAt });
  expect(made.json()).toMatchObject({ state: 'snoozed', repeat: true, cooldownMinutes: 1440, snoozedUntil });
  pass(minutes(5));
  expect(await list()).toMatchObject([{ state: 'waiting', snoozedUntil: null, expiresAt }]);
  pass(minutes(5));
  expect(await list()).toMatchObject([{ state: 'expired' }]);
});

it('changes an alert, and only what is named', async () => {
  const { make, change } = await alerted();
  const { id, ...before } = (await make({ direction: 'above', threshold: 150, note: 'sell' })).json<Alert>();
  const changed = await change(id, { threshold: 160 });
  expect(changed.statusCode, changed.body).toBe(200);
  expect(changed.json()).toEqual({ ...before, id, threshold: 160 });
  expect((await change(id, { threshold: 100 })).json()).toMatchObject({ state: 'waiting', note: 'sell' });
  expect((await change(id, { snoozedUntil: '2026-11-21T17:00:00.000Z' })).json()).toMatchObject({
    state: 'snoozed',
  });
  expect((await change(id, { snoozedUntil: null, threshold: 150 })).json()).toMatchObject({ state: 'armed' });
});

it('measures from the price of the moment when it is re-based', async () => {
  const { make, change, market } = await alerted();
  const { id } = (await make({ kind: 'base-percent', direction: 'above', threshold: 10 })).json<Alert>();
  market.set('AAPL', 200);
  expect((await change(id, { rebase: true })).json()).toMatchObject({ basePrice: 200, state: 'armed' });
});

it.each([
  [{}, ''],
  [{ note: 'buy', colour: 'red' }, ''],
  [{ threshold: 0 }, 'threshold'],
  [{ rebase: true }, 'rebase'],
  [{ rearm: false }, 'rearm'],
  [{ snoozedUntil: '2020-01-01T00:00:00.000Z' }, 'snoozedUntil'],
  [{ expiresAt: 'tomorrow' }, 'expiresAt'],
  [{ cooldownMinutes: 60 }, 'cooldownMinutes'],
])('refuses to change an alert by %j', async (body, path) => {
  const { make, change, list } = await alerted();
  const { id } = (await make({ direction: 'above', threshold: 150 })).json<Alert>();
  const before = await list();
  const response = await change(id, body);
  expect(response.statusCode).toBe(400);
  expect(problemIn(response).errors).toMatchObject([{ path }]);
  expect(await list()).toEqual(before);
});

it('lets nobody see, change or delete another’s alert', async () => {
  const { make, list, register } = await alerted();
  const { id } = (await make({ direction: 'above', threshold: 150 })).json<Alert>();
  const before = await list();
  const eve = await register('eve');
  expect((await eve.request('PATCH', `/api/alerts/${id}`, { threshold: 1 })).statusCode).toBe(404);
  expect((await eve.request('DELETE', `/api/alerts/${id}`)).statusCode).toBe(404);
  expect((await eve.request('GET', '/api/alerts')).json()).toMatchObject({ items: [] });
  expect(await list()).toEqual(before);
});

it('shows how often an alert would have fired over the last year, and makes none', async () => {
  const { person, list, market } = await alerted();
  market.set('AAPL', 100);
  const candles = yearOf(100);
  market.setHistory(
    'AAPL',
    candles.map((candle, index) => ({ ...candle, close: [300, 400, 503].includes(index) ? 140 : 100 })),
  );
  const preview = (body: object) =>
    person.request('POST', '/api/alerts/preview', { symbol: 'AAPL', direction: 'above', ...body });
  const price = await preview({ threshold: 140 });
  expect(price.statusCode, price.body).toBe(200);
  expect(alertPreview.parse(price.json())).toEqual({
    wouldHaveFired: 3,
    firings: [300, 400, 503].map((index) => ({ date: candles[index]?.date, value: 140 })),
    sessions: 252,
    from: candles.at(-252)?.date,
    to: '2026-11-20',
    basePrice: null,
    now: { value: 100, met: false },
  });
  const base = await preview({ kind: 'base-percent', threshold: 40 });
  expect(base.json()).toMatchObject({ wouldHaveFired: 3, basePrice: 100, now: { value: 0, met: false } });
  market.set('AAPL', 100, { stale: true });
  expect((await preview({ threshold: 140 })).json()).toMatchObject({ now: { value: null, met: null } });
  expect((await preview({ threshold: -1 })).statusCode).toBe(400);
  const past = await preview({ threshold: 140, expiresAt: '2020-01-01T00:00:00.000Z' });
  expect(problemIn(past).errors).toMatchObject([{ path: 'expiresAt' }]);
  expect((await preview({ symbol: 'NOSUCH', threshold: 1 })).statusCode).toBe(404);
  expect(await list()).toEqual([]);
});
