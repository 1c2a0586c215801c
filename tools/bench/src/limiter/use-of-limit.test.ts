import { expect, it } from 'vitest';
import { callsPerWindow, fullestWindow } from './use-of-limit.ts';

it('finds the window with the most calls, whatever it begins with', () => {
  expect(fullestWindow([], 100)).toBe(0);
  expect(fullestWindow([0, 100, 200], 100)).toBe(1);
  expect(fullestWindow([0, 50, 90, 130, 149, 300], 100)).toBe(4);
});

it('tells how many calls are made in a window when there are always more to make', () => {
  const rule = { limit: 2, windowMs: 100 };
  expect(callsPerWindow([0, 0, 100, 100, 200, 200], rule)).toBe(2);
  expect(callsPerWindow([0, 10, 125, 135, 250, 260], rule)).toBe(1.6);
  expect(() => callsPerWindow([0, 10], rule)).toThrow(RangeError);
});
