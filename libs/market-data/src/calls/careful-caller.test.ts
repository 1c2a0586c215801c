import { MarketDataError } from '@marketscope/domain';
import { expect, it, vi } from 'vitest';
import { carefulCaller } from './careful-caller.ts';
import { retryAfterMs } from './retry-after.ts';
import { timeLimited } from './time-limit.ts';

it('counts every attempt against the budget, before it is made', async () => {
  const order: string[] = [];
  const call = carefulCaller('Alpaca', {
    retries: 1,
    budget: { take: async (calls) => void order.push(`take ${calls}`) },
  });
  const question = vi.fn(async () => {
    order.push('ask');
    if (order.length < 3) throw new MarketDataError('provider-unavailable', 'down', { retryAfterMs: 1 });
    return 'answer';
  });
  expect(await call(question)).toBe('answer');
  expect(order).toEqual(['take 1', 'ask', 'take 1', 'ask']);
});

it('asks nothing when the budget is spent', async () => {
  const question = vi.fn(async () => 'answer');
  const call = carefulCaller('Alpaca', {
    budget: {
      take: async () => {
        throw new MarketDataError('rate-limited', 'the budget allows no call in time');
      },
    },
  });
  await expect(call(question)).rejects.toMatchObject({ code: 'rate-limited' });
  expect(question).not.toHaveBeenCalled();
});

it('waits no longer than the limit, and ends the question', async () => {
  const call = timeLimited({ provider: 'Yahoo', limitMs: 20 });
  let given: AbortSignal | undefined;
  await expect(
    call((signal) => {
      given = signal;
      return new Promise(() => {});
    }),
  ).rejects.toMatchObject({ code: 'provider-unavailable', message: 'Yahoo did not answer in 0.02 s' });
  expect(given?.aborted).toBe(true);
});

it.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['a date', { 'retry-after': 'Fri, 20 Nov 2026 21:00:10 GMT' }, 10_000],
  ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 20:00:00 GMT' }, 0],
  ['the time of a reset', { 'x-ratelimit-reset': '1795208405' }, 5000],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
])('reads how long to wait from %s', (_, headers, expected) => {
  expect(retryAfterMs(new Headers(headers), new Date('2026-11-20T21:00:00Z'))).toBe(expected);
});
