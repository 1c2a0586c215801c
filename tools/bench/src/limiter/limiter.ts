import { requestsPerMinute } from '@marketscope/market-data';
import { benchRow, type BenchRow } from '../row.ts';
import { callsOfTenUpdaters } from './ten-updaters.ts';
import { callsPerWindow, fullestWindow } from './use-of-limit.ts';

/** Alpaca's limit. */
const LIMIT = 200;

/** Two minutes and a bit more: the limit is reached three times. */
const FOR_MS = 135_000;

/** Ten processes on Alpaca's limit: never over it as its server counts, and what they use of it. */
export async function* benchLimiter(): AsyncIterable<BenchRow> {
  const rule = requestsPerMinute(LIMIT);
  const times = await callsOfTenUpdaters(rule, FOR_MS);
  yield benchRow(
    'limiter: most calls in any 60 s, ten processes',
    { value: fullestWindow(times, rule.windowMs), unit: 'calls', limit: LIMIT },
    { atMost: 1 },
  );
  yield benchRow(
    'limiter: calls in 60 s, ten processes',
    { value: callsPerWindow(times, rule), unit: 'calls', limit: LIMIT },
    { atLeast: 0.9 },
  );
}
