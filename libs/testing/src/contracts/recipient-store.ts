import { MAX_PAGE_RECIPIENTS } from '@marketscope/contracts';
import type { RecipientStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** What every RecipientStore does; each test gets an empty store. */
export function recipientStoreContract(makeStore: () => Promise<RecipientStore>): void {
  it('pages everyone who wants a kind, the same way each time, no page too large to deliver', async () => {
    const store = await makeStore();
    const everyone = Array.from({ length: 2 * MAX_PAGE_RECIPIENTS + 50 }, (_, n) => `user-${n}`);
    await Promise.all(everyone.map((userId) => store.add('daily-summary', userId)));

    const pages = await pagesOf(store.pages('daily-summary'));
    expect(pages.flat().toSorted()).toEqual(everyone.toSorted());
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(MAX_PAGE_RECIPIENTS);
    expect(await pagesOf(store.pages('daily-summary'))).toEqual(pages);
  });

  it('adds a person once, for that kind alone', async () => {
    const store = await makeStore();
    await store.add('daily-summary', 'ada');
    await store.add('daily-summary', 'ada');
    expect(await pagesOf(store.pages('daily-summary'))).toEqual([['ada']]);
    expect(await pagesOf(store.pages('welcome'))).toEqual([]);
  });
}

async function pagesOf(pages: AsyncIterable<string[]>): Promise<string[][]> {
  const all: string[][] = [];
  for await (const page of pages) all.push(page);
  return all;
}
