import { afterEach, describe, expect, it, vi } from 'vitest';
import { optionalParameter } from './parameters.ts';

afterEach(() => vi.unstubAllEnvs());

describe('a parameter that may be unset', () => {
  it('is read from the environment where its reference says so', async () => {
    vi.stubEnv('ALPACA_KEY_ID', ' PK123\n');
    expect(await optionalParameter('env:ALPACA_KEY_ID')()).toBe('PK123');
    expect(await optionalParameter('env:NO_SUCH_KEY')()).toBeUndefined();
  });

  it.each(['', '  ', 'not set'])('is unset while it holds “%s”', async (text) => {
    expect(await optionalParameter('/a', { read: async () => text })()).toBeUndefined();
  });

  it('is read once in five minutes, set or not', async () => {
    let time = 0;
    const read = vi
      .fn<() => Promise<string | undefined>>()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue('key');
    const value = optionalParameter('/a', { read, now: () => time });
    expect([await value(), await value()]).toEqual([undefined, undefined]);
    time = 300_001;
    expect([await value(), await value()]).toEqual(['key', 'key']);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read again half a minute after a failure', async () => {
    let time = 0;
    const read = vi
      .fn<() => Promise<string | undefined>>()
      .mockRejectedValueOnce(new Error('denied'))
      .mockResolvedValue('key');
    const value = optionalParameter('/a', { read, now: () => time });
    await expect(value()).rejects.toThrow('denied');
    await expect(value()).rejects.toThrow('denied');
    time = 30_001;
    expect(await value()).toBe('key');
    expect(read).toHaveBeenCalledTimes(2);
  });
});
