import type { OwnedFilter, SavedFilterStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const deep: OwnedFilter = {
  id: '01FILTER',
  userId: 'ada',
  name: 'Deep and busy',
  filter: 'drawdown < -20% and volume ratio > 2',
  description: '52-week drawdown below −20% and volume ratio above 2×',
  createdAt: '2026-11-20T15:00:00.000Z',
};
const oversold = {
  ...deep,
  id: '02FILTER',
  name: 'Oversold',
  filter: 'rsi < 30',
  description: 'RSI below 30',
};

/** What every SavedFilterStore does; each test gets a store of its own. */
export function savedFilterStoreContract(makeStore: () => Promise<SavedFilterStore>): void {
  async function everyone(store: SavedFilterStore): Promise<OwnedFilter[]> {
    const found: OwnedFilter[] = [];
    for await (const page of store.pages()) found.push(...page);
    return found;
  }

  it('lists a person’s own filters in the order they were made', async () => {
    const store = await makeStore();
    for (const filter of [oversold, deep, { ...deep, userId: 'bob' }]) await store.create(filter);
    expect(await store.list('ada')).toEqual([deep, oversold]);
    expect(await store.list('eve')).toEqual([]);
  });

  it('deletes a filter of that person alone', async () => {
    const store = await makeStore();
    await store.create(deep);
    await store.create({ ...deep, userId: 'bob' });
    expect(await store.delete('ada', deep.id)).toBe(true);
    expect(await store.delete('ada', deep.id)).toBe(false);
    expect(await store.list('ada')).toEqual([]);
    expect(await store.list('bob')).toHaveLength(1);
  });

  it('goes through everyone’s filters', async () => {
    const store = await makeStore();
    expect(await everyone(store)).toEqual([]);
    const all = Array.from({ length: 60 }, (_, n) => ({
      ...deep,
      userId: `person-${n % 7}`,
      id: `filter-${n}`,
    }));
    for (const filter of all) await store.create(filter);
    const found = await everyone(store);
    expect(found).toHaveLength(60);
    expect(found).toEqual(expect.arrayContaining(all));
  });
}
