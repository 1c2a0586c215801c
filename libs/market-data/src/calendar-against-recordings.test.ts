import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { addDays, isSession } from '@marketscope/domain';
import { expect, it } from 'vitest';

it('the calendar of rules has every session of the S&P 500 from 2000 to 2020, and no other', async () => {
  const build = createRequire(import.meta.url).resolve('vega-datasets');
  const text = await readFile(path.join(path.dirname(build), '../data/sp500-2000.csv'), 'utf8');
  const recorded = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 10));
  const [first = '', last = ''] = [recorded[0], recorded.at(-1)];

  const byRule: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) if (isSession(date)) byRule.push(date);
  expect(byRule).toEqual(recorded);
});
