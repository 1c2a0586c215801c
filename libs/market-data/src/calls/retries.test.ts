import { MarketDataError } from '@marketscope/domain';
import { describe, expect, it, vi } from 'vitest';
import { LastingFailure } from './call.ts';
import { retried } from './retries.ts';

const down = new MarketDataError('provider-unavailable', 'down');

/** A question that fails in these ways, then is answered; with the waits between. */
function failing(...failures: Error[]) {
  const waits: number[] = [];
  const question = vi.fn(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'answer';
  });
  const call = (random: number, retries = 3) =>
    retried({
      retries,
      next: (put, signal) => put(signal ?? new AbortController().signal),
      random: () => random,
      wait: async (ms) => void waits.push(ms),
    })(question);
  return { call, question, waits };
}

describe('a question that was not answered', () => {
  it('is put again after at most 1, 2 and 4 s', async () => {
    const { call, waits } = failing(down, down, down);
    expect(await call(1)).toBe('answer');
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('waits for a part of that, which chance gives', async () => {
    const { call, waits } = failing(down, down, down);
    await call(0.1);
    expect(waits).toEqual([100, 200, 400]);
  });

  it('is put four times at the most', async () => {
    const { call, question } = failing(down, down, down, down);
    await expect(call(0)).rejects.toBe(down);
    expect(question).toHaveBeenCalledTimes(4);
  });

  it('waits for as long as the provider asked for', async () => {
    const { call, waits } = failing(new MarketDataError('rate-limited', 'later', { retryAfterMs: 3000 }));
    expect(await call(0.5)).toBe('answer');
    expect(waits).toEqual([3000]);
  });

  it('is not put again to a provider that asks for more patience than there is', async () => {
    const later = new MarketDataError('rate-limited', 'much later', { retryAfterMs: 60_000 });
    const { call, question, waits } = failing(later);
    await expect(call(0)).rejects.toBe(later);
    expect(question).toHaveBeenCalledTimes(1);
    expect(waits).toEqual([]);
  });

  it.each([
    new MarketDataError('unknown-symbol', 'nobody'),
    new MarketDataError('invalid-data', 'nonsense'),
    new LastingFailure('provider-unavailable', 'left alone'),
    new TypeError('a fault of ours'),
  ])('is not put again after %s', async (failure) => {
    const { call, question } = failing(failure);
    await expect(call(0)).rejects.toBe(failure);
    expect(question).toHaveBeenCalledTimes(1);
  });
});

it('stops waiting when its caller does', async () => {
  const caller = new AbortController();
  const call = retried({ retries: 3, next: () => Promise.reject(down), random: () => 1 });
  const answer = call(async () => 'never', caller.signal);
  caller.abort();
  await expect(answer).rejects.toThrow();
});
