import { expect, it } from 'vitest';
import { performancePage } from './performance-page.ts';
import { benchRow } from './row.ts';

const measurement = { machine: 'two cores', date: '2026-11-22' };
const screen = benchRow(
  'screen: of 5,000 symbols',
  { value: 12.06, unit: 'ms', limit: 5.034 },
  { atMost: 3 },
);
const update = benchRow(
  'update: of 5,000 symbols',
  { value: 300, unit: 'symbols/s', limit: 400 },
  { atLeast: 0.8 },
);
const lines = (page: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);

it('tells of each row, whether its goal is reached, on which machine and when', () => {
  const page = performancePage([update, screen], measurement);
  expect(page).toContain('Measured on two cores.');
  expect(lines(page)).toEqual([
    '| screen: of 5,000 symbols | 12.06 ms | 5.034 | 2.396 | ≤ 3 | yes, 2026-11-22 |',
    '| update: of 5,000 symbols | 300 symbols/s | 400 | 0.75 | ≥ 0.8 | no, 2026-11-22 |',
  ]);
});

it('keeps the rows of benches that were not run, and no others', () => {
  const stale = benchRow('screen: as it was called once', { value: 1, unit: 'ms', limit: 1 }, { atMost: 3 });
  const before = performancePage([stale, update], measurement);
  const page = performancePage([screen], { ...measurement, date: '2026-11-23' }, before);
  expect(lines(page)).toEqual([
    '| screen: of 5,000 symbols | 12.06 ms | 5.034 | 2.396 | ≤ 3 | yes, 2026-11-23 |',
    '| update: of 5,000 symbols | 300 symbols/s | 400 | 0.75 | ≥ 0.8 | no, 2026-11-22 |',
  ]);
});

it('keeps nothing that another machine measured', () => {
  const before = performancePage([update], measurement);
  const page = performancePage([screen], { ...measurement, machine: 'four cores' }, before);
  expect(lines(page)).toHaveLength(1);
});

it('reads its own table however it is laid out', () => {
  const before = performancePage([update], measurement).replaceAll(' | ', '   |   ');
  expect(lines(performancePage([screen], measurement, before))).toHaveLength(2);
});
