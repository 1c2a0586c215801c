import type { RequestRule } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { callsOfTenUpdaters } from './ten-updaters.ts';
import { callsPerWindow, fullestWindow } from './use-of-limit.ts';

/** Alpaca's rule made shorter, but no less careful of a machine that has much else to do. */
const rule: RequestRule = { limit: 100, windowMs: 6000, usableMs: 500, allowanceMs: 1500 };

/** What a rule allows those who keep it: each call counts until it has surely left every window. */
const attainable = (rule.limit * rule.windowMs) / (rule.windowMs + rule.usableMs + rule.allowanceMs);

it('ten processes never make more calls in any window than the limit, and nine tenths of what its rule allows', async () => {
  const times = await callsOfTenUpdaters(rule, 20_000);
  expect(fullestWindow(times, rule.windowMs)).toBeLessThanOrEqual(rule.limit);
  expect(callsPerWindow(times, rule)).toBeGreaterThanOrEqual(0.9 * attainable);
}, 90_000);
