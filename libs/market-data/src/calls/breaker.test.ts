import { MarketDataError } from '@marketscope/domain';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { breaking } from './breaker.ts';
import { BudgetSpent } from './budgeted.ts';
import { LastingFailure } from './call.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const down = new MarketDataError('provider-unavailable', 'down');

function setUp() {
  const heard: string[] = [];
  const call = breaking({
    provider: 'Yahoo',
    next: (question, signal) => question(signal ?? new AbortController().signal),
    watch: { onUnwell: (reason) => heard.push(`unwell: ${reason}`), onWell: () => heard.push('well') },
  });
  const fail = async (times: number, failure: Error = down): Promise<void> => {
    for (let n = 0; n < times; n += 1) await call(() => Promise.reject(failure)).catch(() => {});
  };
  const question = vi.fn(async () => 'answer');
  return { call, fail, question, heard };
}

it('leaves a provider alone that failed five times in a row, and says so', async () => {
  const { call, fail, question, heard } = setUp();
  await fail(4);
  expect(await call(question)).toBe('answer');
  await fail(5);
  await expect(call(question)).rejects.toBeInstanceOf(LastingFailure);
  expect(question).toHaveBeenCalledTimes(1);
  expect(heard).toEqual(['unwell: down']);
});

it('tries after ten seconds whether it is well, by one question', async () => {
  const { call, fail, heard } = setUp();
  await fail(5);
  vi.setSystemTime(10_001);
  const { promise, resolve } = deferred<string>();
  const trial = call(() => promise);
  await expect(call(async () => 'another')).rejects.toMatchObject({ code: 'provider-unavailable' });
  resolve('well');
  expect(await trial).toBe('well');
  expect(await call(async () => 'another')).toBe('another');
  expect(heard).toEqual(['unwell: down', 'well']);
});

it('rests twice as long each time that it is found unwell again', async () => {
  const { call, fail, question } = setUp();
  await fail(5);
  vi.setSystemTime(10_001);
  await fail(1);
  vi.setSystemTime(25_000);
  await expect(call(question)).rejects.toBeInstanceOf(LastingFailure);
  vi.setSystemTime(30_100);
  expect(await call(question)).toBe('answer');
});

it('rests for as long as the provider asked for', async () => {
  const { call, fail, question } = setUp();
  await fail(5, new MarketDataError('rate-limited', 'later', { retryAfterMs: 60_000 }));
  vi.setSystemTime(50_000);
  await expect(call(question)).rejects.toBeInstanceOf(LastingFailure);
  vi.setSystemTime(60_001);
  expect(await call(question)).toBe('answer');
});

it('takes neither an unknown symbol nor a spent budget for illness', async () => {
  const { call, fail, question } = setUp();
  await fail(10, new MarketDataError('unknown-symbol', 'nobody'));
  await fail(10, new BudgetSpent('rate-limited', 'wait'));
  expect(await call(question)).toBe('answer');
});

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
