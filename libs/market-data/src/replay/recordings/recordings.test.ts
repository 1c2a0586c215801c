import { readFile } from 'node:fs/promises';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { isSession } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { recordingsFromPackages } from './from-packages.ts';
import { candlesOf, recording } from './recording.ts';

async function stored(name: string) {
  return recording.parse(JSON.parse(await readFile(new URL(`${name}.json`, import.meta.url), 'utf8')));
}

it.each(['aapl', 'gspc'] as const)('stores %s as the package has it', async (name) => {
  expect(await stored(name)).toEqual((await recordingsFromPackages())[name]);
});

it('holds what was paid for Apple, and nothing but its closes', async () => {
  const candles = candlesOf(await stored('aapl'));
  expect([candles[0]?.date, candles.at(-1)?.date, candles.length]).toEqual([
    '2007-04-24',
    '2012-05-01',
    1266,
  ]);
  expect(candles.find(({ date }) => date === '2009-06-01')).toEqual(
    sampleCandle({ date: '2009-06-01', close: 139.35 }),
  );
});

it('holds the index’s sessions whole', async () => {
  const candles = candlesOf(await stored('gspc'));
  expect(candles.find(({ date }) => date === '2009-06-01')).toEqual({
    date: '2009-06-01',
    open: 923.26,
    high: 947.77,
    low: 923.26,
    close: 942.87,
    adjClose: 942.87,
    volume: 6370440000,
  });
});

it.each(['aapl', 'gspc'])('holds only sessions of the exchange for %s, oldest first', async (name) => {
  const dates = candlesOf(await stored(name)).map(({ date }) => date);
  expect(dates.filter((date) => !isSession(date))).toEqual([]);
  expect(dates).toEqual([...new Set(dates)].toSorted());
});
