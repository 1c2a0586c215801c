import { savedFilter, screenFileResponse, screenResponse, type ScreenResponse } from '@marketscope/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { TOLD_MS } from './support/patience.ts';
import { mailTo, register, type Person } from './support/person.ts';
import { latestScreen, nextScreen } from './support/screens.ts';

/** Recorded days within which some symbol rises that did not rise the day before. */
const MOST_UPDATES = 8;

function risers({ items }: ScreenResponse): Set<string> {
  return new Set(items.flatMap(({ symbol, changePercent }) => ((changePercent ?? 0) > 0 ? [symbol] : [])));
}

describe('the screen of a day', () => {
  let person: Person;
  let screen: ScreenResponse;
  beforeAll(async () => {
    person = await register();
    screen = await nextScreen(person);
  });

  it('has a row of every updated symbol, with what its sessions show', async () => {
    expect(screen.items.length).toBeGreaterThan(20);
    expect(screen.screen.symbols).toBe(screen.items.length);
    const apple = screen.items.find(({ symbol }) => symbol === 'AAPL');
    expect(apple).toMatchObject({ date: screen.screen.date, source: 'replay', currency: 'USD' });
    for (const value of [
      apple?.changePercent,
      apple?.drawdownPercent,
      apple?.average50,
      apple?.average200,
      apple?.volatility20,
      apple?.rsi14,
    ])
      expect(value).toEqual(expect.any(Number));
    expect(screen.screen.worst?.drawdownPercent).toBe(
      Math.min(...screen.items.map(({ drawdownPercent }) => drawdownPercent ?? 0)),
    );
  });

  it('is filtered in words, by its date too', async () => {
    const filter = encodeURIComponent('drawdown < -5% and not rsi > 90');
    const response = await person.request(
      'GET',
      `/api/screens/${screen.screen.date}?limit=500&filter=${filter}`,
    );
    const filtered = screenResponse.parse(await response.json());
    const expected = screen.items.filter(
      ({ drawdownPercent, rsi14 }) =>
        drawdownPercent !== null && drawdownPercent < -5 && rsi14 !== null && rsi14 <= 90,
    );
    expect(filtered.description).toBe('52-week drawdown below −5% and not RSI above 90');
    expect(filtered.items.map(({ symbol }) => symbol).toSorted()).toEqual(
      expected.map(({ symbol }) => symbol),
    );
  });

  it('shows how one symbol stood', async () => {
    const response = await person.request('GET', '/api/screens/symbols/AAPL?limit=1');
    expect(await response.json()).toMatchObject({ items: [{ symbol: 'AAPL', date: screen.screen.date }] });
  });

  it('is a file that a link leads to', async () => {
    const redirect = await person.request('GET', `/api/screens/${screen.screen.date}/csv`, undefined, {
      accept: 'application/json',
    });
    const { url } = screenFileResponse.parse(await redirect.json());
    const lines = (await (await fetch(url)).text()).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^date,symbol,name,currency,close,/);
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(
      screen.items.map(({ symbol }) => symbol),
    );
  });
});

describe('a saved filter', () => {
  it('tells once a day what has come to match it', async () => {
    const person = await register();
    const made = await person.request('POST', '/api/screens/filters', {
      name: 'Risers',
      filter: 'change > 0',
    });
    expect(savedFilter.parse(await made.json())).toMatchObject({ description: 'change on the day above 0%' });

    let before = await latestScreen(person);
    let expected: string[] = [];
    for (let day = 0; day < MOST_UPDATES && expected.length === 0; day += 1) {
      const screen = await nextScreen(person);
      const rose = before ? risers(before) : new Set<string>();
      expected = [...risers(screen)].filter((symbol) => before !== undefined && !rose.has(symbol));
      before = screen;
    }
    expect(expected).not.toEqual([]);

    const told = async () => (await person.inbox()).items.filter(({ kind }) => kind === 'screen-entrant');
    const mailed = async () =>
      (await mailTo(person.email)).filter(({ subject }) => subject.includes('“Risers”'));
    await expect.poll(async () => (await told()).length, { timeout: TOLD_MS }).toBe(1);
    await expect.poll(async () => (await mailed()).length, { timeout: TOLD_MS }).toBe(1);
    const [mail] = await mailed();
    for (const symbol of expected.slice(0, 20)) expect(mail?.text).toContain(symbol);

    const filters = await person.request('GET', '/api/screens/filters');
    const { items } = (await filters.json()) as { items: { id: string }[] };
    for (const { id } of items)
      expect((await person.request('DELETE', `/api/screens/filters/${id}`)).status).toBe(204);
  });
});
