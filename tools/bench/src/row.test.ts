import { expect, it } from 'vitest';
import { benchRow } from './row.ts';

it('reaches a goal at it, not beside it', () => {
  const measured = (value: number) => ({ value, unit: 's', limit: 10 });
  expect(benchRow('fast', measured(8), { atLeast: 0.8 })).toEqual({
    name: 'fast',
    value: 8,
    unit: 's',
    limit: 10,
    ratio: 0.8,
    goal: '>= 0.8',
    ok: true,
  });
  expect(benchRow('slow', measured(7.9), { atLeast: 0.8 }).ok).toBe(false);
  expect(benchRow('cheap', measured(11), { atMost: 1.1 })).toMatchObject({ goal: '<= 1.1', ok: true });
  expect(benchRow('dear', measured(11.1), { atMost: 1.1 }).ok).toBe(false);
});

it('rounds what is read, not what is judged', () => {
  expect(benchRow('just over', { value: 1.100_01, unit: 's', limit: 1 }, { atMost: 1.1 })).toMatchObject({
    value: 1.1,
    ratio: 1.1,
    ok: false,
  });
});

it('never reaches a goal without a limit or a value', () => {
  expect(benchRow('none', { value: 0, unit: 's', limit: 0 }, { atMost: 1 }).ok).toBe(false);
  expect(benchRow('none', { value: NaN, unit: 's', limit: 1 }, { atLeast: 0 }).ok).toBe(false);
});
