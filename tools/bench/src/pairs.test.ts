import { expect, it } from 'vitest';
import { inTurn, medianPair } from './pairs.ts';

it('takes the pair whose ratio is the middle one, not the middle of each', () => {
  const pairs = [
    { value: 2, limit: 1 },
    { value: 300, limit: 100 },
    { value: 40, limit: 4 },
  ];
  expect(medianPair(pairs)).toEqual({ value: 300, limit: 100 });
  expect(medianPair(pairs.slice(0, 2))).toEqual({ value: 2, limit: 1 });
  expect(() => medianPair([])).toThrow(RangeError);
});

it('measures in turn, each first as often as the other, and forgets the warm-up', async () => {
  const order: string[] = [];
  const measured = (name: string, measures: number[]) => () => {
    order.push(name);
    return measures.shift() ?? NaN;
  };
  const pair = await inTurn(
    { value: measured('value', [99, 2, 4, 3]), limit: measured('limit', [1, 1, 1, 1]) },
    { rounds: 3, warmUps: 1 },
  );
  expect(pair).toEqual({ value: 3, limit: 1 });
  expect(order).toEqual(['limit', 'value', 'value', 'limit', 'limit', 'value', 'value', 'limit']);
});
