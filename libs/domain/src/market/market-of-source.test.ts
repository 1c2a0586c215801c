import { priceSource } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { marketOf, sourcesOf } from './market-of-source.ts';

it('puts every source in one market', () => {
  for (const source of priceSource.options) expect(sourcesOf(marketOf(source))).toContain(source);
  expect([...sourcesOf('live'), ...sourcesOf('recorded')].toSorted()).toEqual(priceSource.options.toSorted());
});
