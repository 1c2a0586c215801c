import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isSession } from '@marketscope/domain';
import { appleStock } from '@visx/mock-data';
import type { Recording } from './recording.ts';

/** A replayed symbol's five-year chart begins here. */
const FIRST_DAY = '2004-06-01';
/** Apple's recording ends here, and so does replay. */
const LAST_DAY = '2012-05-01';

/**
 * Makes the recordings from the npm packages that carry them, for `write-recordings.ts` and for the test which proves that
 * the stored ones are theirs. Prices are rounded to the hundredths in which the market gives them: the packages' further
 * digits are noise of 32-bit floats.
 */
export async function recordingsFromPackages(): Promise<{ aapl: Recording; gspc: Recording }> {
  return { aapl: appleFromVisx(), gspc: await indexFromVega() };
}

/**
 * Apple's closes from `@visx/mock-data` (MIT), as they were paid, unadjusted for later splits. The package repeats the close
 * before on fourteen holidays, when nothing was traded: those days are left out.
 */
function appleFromVisx(): Recording {
  return {
    symbol: 'AAPL',
    name: 'Apple Inc.',
    exchange: 'NASDAQ',
    columns: ['date', 'close'],
    rows: appleStock
      .map(({ date, close }) => ({ date: date.slice(0, 10), close }))
      .filter(({ date }) => isSession(date))
      .map(({ date, close }) => [dayNumber(date), cents(close)]),
  };
}

/** The S&P 500 from `vega-datasets` (BSD-3-Clause), its first line being `date,open,high,low,close,adjclose,volume`. */
async function indexFromVega(): Promise<Recording> {
  const build = createRequire(import.meta.url).resolve('vega-datasets');
  const text = await readFile(path.join(path.dirname(build), '../data/sp500-2000.csv'), 'utf8');
  return {
    symbol: '^GSPC',
    name: 'S&P 500',
    exchange: 'SNP',
    columns: ['date', 'open', 'high', 'low', 'close', 'adjClose', 'volume'],
    rows: text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter(([date = '']) => date >= FIRST_DAY && date <= LAST_DAY)
      .map(([date = '', ...values]) => [dayNumber(date), ...values.map((value) => cents(Number(value)))]),
  };
}

/** `2009-06-01` as `20090601`: a number takes less room. */
function dayNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}

function cents(value: number): number {
  return Number(value.toFixed(2));
}
