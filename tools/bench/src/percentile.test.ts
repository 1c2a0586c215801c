import { expect, it } from 'vitest';
import { percentile } from './percentile.ts';

it('takes the value that so many are not above', () => {
  const values = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect(percentile(values, 0.95)).toBe(190);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.95)).toThrow(RangeError);
});
