import { alert, alertPreview, historyResponse, type Alert, type AlertRequest } from '@marketscope/contracts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { npmRun } from './support/commands.ts';
import { TOLD_MS } from './support/patience.ts';
import { mailTo, register, type Person } from './support/person.ts';

/** Recorded days within which a day's change turns its sign. */
const MOST_UPDATES = 15;

const symbol = 'AAPL';

async function change(person: Person, { id }: Alert, patch: object): Promise<Alert> {
  const response = await person.request('PATCH', `/api/alerts/${id}`, patch);
  if (!response.ok) throw new Error(`PATCH ${id}: ${response.status} ${await response.text()}`);
  return alert.parse(await response.json());
}

/** An alert just above what is seen now, and one just below: a day that moves at all makes one of them true. */
async function pairAround(person: Person, now: number, parts: Partial<AlertRequest>): Promise<Alert[]> {
  const pair: Alert[] = [];
  for (const [direction, step] of [
    ['above', 0.01],
    ['below', -0.01],
  ] as const) {
    const threshold = Number((now + step).toFixed(4));
    pair.push(await person.makeAlert({ symbol, direction, threshold, ...parts }));
  }
  return pair;
}

describe('alerts on what moves in a day', () => {
  let person: Person;
  let percent: Alert[];
  let based: Alert[];
  let snoozed: Alert[];

  const stateOf = async (of: readonly Alert[]): Promise<Alert[]> => {
    const all = await person.alerts();
    return of.flatMap(({ id }) => all.find((each) => each.id === id) ?? []);
  };
  const states = async (of: readonly Alert[]): Promise<string[]> =>
    (await stateOf(of)).map(({ state }) => state).toSorted();
  const told = async (): Promise<string[]> =>
    (await person.inbox()).items.filter(({ kind }) => kind === 'price-alert').map(({ title }) => title);

  beforeAll(async () => {
    person = await register();
    const { price, changePercent } = await person.quote(symbol);
    percent = await pairAround(person, changePercent ?? 0, { kind: 'change-percent' });
    based = await pairAround(person, 0, { kind: 'base-percent' });
    const pair = await pairAround(person, price, { note: 'not now' });
    snoozed = [];
    for (const each of pair)
      snoozed.push(
        await change(person, each, { snoozedUntil: new Date(Date.now() + 3_600_000).toISOString() }),
      );
    expect(await states([...percent, ...based])).toEqual(Array(4).fill('armed'));
    expect(await states(snoozed)).toEqual(['snoozed', 'snoozed']);
    await npmRun('update-now');
    await vi.waitFor(async () => expect(await told()).toHaveLength(2), TOLD_MS);
  });

  it('tell of a change on the day, and of a distance from a base price, in their own words', async () => {
    expect(await states(percent)).toEqual(['armed', 'triggered']);
    expect(await states(based)).toEqual(['armed', 'triggered']);
    expect(based.map(({ basePrice }) => basePrice)).toEqual(Array(2).fill(based[0]?.basePrice));
    const titles = await told();
    expect(titles.some((title) => /on the day$/.test(title))).toBe(true);
    expect(titles.some((title) => /^AAPL is (up|down) [\d.]+% from \$/.test(title))).toBe(true);
    await expect
      .poll(
        async () => (await mailTo(person.email)).filter(({ text }) => /alert has fired/.test(text)).length,
        {
          timeout: TOLD_MS,
        },
      )
      .toBe(2);
  });

  it('fire nothing while they are snoozed, and watch again when that is over', async () => {
    expect(await states(snoozed)).toEqual(['snoozed', 'snoozed']);
    for (const each of snoozed) await change(person, each, { snoozedUntil: null });
    expect(await states(snoozed)).toEqual(['armed', 'waiting']);
    for (const { id } of snoozed) await person.request('DELETE', `/api/alerts/${id}`);
  });
});

describe('an alert that repeats', () => {
  it('is not told again before it has rested, however often it comes true meanwhile', async () => {
    const person = await register();
    const today = async (): Promise<number> => (await person.quote(symbol)).changePercent ?? 0;
    // A day's change turns its sign within days, whichever days are recorded next.
    const rises = (await today()) > 0;
    const isTrue = (change: number): boolean => (rises ? change <= 0 : change >= 0);
    const made = await person.makeAlert({
      symbol,
      kind: 'change-percent',
      direction: rises ? 'below' : 'above',
      threshold: 0,
      repeat: true,
    });
    expect(made).toMatchObject({ state: 'armed', repeat: true, cooldownMinutes: 720 });
    const told = async (): Promise<number> =>
      (await person.inbox()).items.filter(({ kind }) => kind === 'price-alert').length;
    const updateUntil = async (wanted: boolean): Promise<void> => {
      for (let update = 0; update < MOST_UPDATES; update++) {
        const [, day] = /"sessionDate":"([\d-]+)"/.exec(await npmRun('update-now')) ?? [];
        await expect
          .poll(async () => (await person.quote(symbol)).asOf, { timeout: TOLD_MS })
          .toMatch(String(day));
        if (isTrue(await today()) === wanted) return;
      }
      throw new Error(`the change on the day kept its sign for ${MOST_UPDATES} recorded days`);
    };

    await updateUntil(true);
    await expect.poll(told, { timeout: TOLD_MS }).toBe(1);
    const [fired] = await person.alerts();
    expect(fired).toMatchObject({ id: made.id, state: 'waiting' });
    await updateUntil(false);
    await updateUntil(true);
    expect(await person.alerts()).toEqual([fired]);
    expect(await told()).toBe(1);
    if (fired) expect(await change(person, fired, { rearm: true })).toMatchObject({ state: 'waiting' });
  });
});

it('shows how often an alert would have fired over the last year before it is made', async () => {
  const person = await register();
  const history = await person.request('GET', `/api/stock/history/${symbol}?range=2y`);
  const closes = historyResponse
    .parse(await history.json())
    .candles.slice(-252)
    .map(({ close }) => close);
  const threshold = closes.toSorted((a, b) => a - b)[Math.floor(closes.length / 2)] ?? 0;
  const crossings = closes.filter(
    (close, day) => close >= threshold && (closes[day - 1] ?? close) < threshold,
  );

  const response = await person.request('POST', '/api/alerts/preview', {
    symbol,
    direction: 'above',
    threshold,
  });
  const preview = alertPreview.parse(await response.json());
  expect(preview.wouldHaveFired).toBe(crossings.length);
  expect(preview.wouldHaveFired).toBeGreaterThan(0);
  expect(preview.firings.map(({ value }) => value)).toEqual(crossings);
  expect(preview.now.value).toBe((await person.quote(symbol)).price);
  expect(await person.alerts()).toEqual([]);
});
