import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCESS_TOKEN_SECONDS,
  createSigningKeys,
  newSigningKeySet,
  rotateSigningKeys,
  SIGNING_KEY_CACHE_SECONDS,
  type SigningKeySet,
} from './signing-keys.ts';

const minutes = (count: number): number => count * 60_000;

function keysOf(first: SigningKeySet) {
  const state = {
    set: first,
    previous: undefined as SigningKeySet | undefined,
    reads: 0,
    failing: false,
    now: Date.now(),
    failures: [] as unknown[],
  };
  const keys = createSigningKeys({
    read: async () => {
      state.reads++;
      if (state.failing) throw new Error('no secret today');
      return JSON.stringify(state.set);
    },
    readPrevious: async () => state.previous && JSON.stringify(state.previous),
    onFailure: (error) => state.failures.push(error),
    clock: () => state.now,
  });
  return { state, keys };
}

const rotated = (current: SigningKeySet, now: number): SigningKeySet =>
  rotateSigningKeys({ current, now: new Date(now) });

it('reads the secret once for many asking at the same time, and again after five minutes', async () => {
  const { keys, state } = keysOf(newSigningKeySet());
  await Promise.all([keys.signer(), keys.signer(), keys.signer()]);
  expect(state.reads).toBe(1);
  state.now += minutes(4);
  await keys.signer();
  expect(state.reads).toBe(1);
  state.now += minutes(2);
  await keys.signer();
  expect(state.reads).toBe(2);
});

it('signs with the old key until the new one’s time, and believes both until the old one’s end', async () => {
  const old = newSigningKeySet();
  const { keys, state } = keysOf(old);
  state.set = rotated(old, state.now);
  const [next, previous] = state.set.keys.map(({ kid }) => kid);

  expect((await keys.signer()).kid).toBe(previous);
  state.now += minutes(11);
  expect((await keys.signer()).kid).toBe(next);
  expect((await keys.verifier(previous ?? ''))?.kid).toBe(previous);
  state.now += minutes(20);
  expect(await keys.verifier(previous ?? '')).toBeUndefined();
});

it('reads again for an unknown key id, but every ten seconds at most', async () => {
  const { keys, state } = keysOf(newSigningKeySet());
  await keys.signer();
  state.now += 11_000;
  await keys.verifier('forged-1');
  await keys.verifier('forged-2');
  expect(state.reads).toBe(2);

  state.set = rotated(state.set, state.now);
  state.now += 11_000;
  const kid = state.set.keys[0]?.kid ?? '';
  expect((await keys.verifier(kid))?.kid).toBe(kid);
});

it('serves on with what it knows while the secret cannot be read', async () => {
  const set = newSigningKeySet();
  const { keys, state } = keysOf(set);
  await keys.signer();
  state.failing = true;
  state.now += minutes(6);
  expect((await keys.signer()).kid).toBe(set.keys[0]?.kid);
  expect(state.failures).toHaveLength(1);
});

it('fails, and tries again at the next call, while it knows no key', async () => {
  const { keys, state } = keysOf(newSigningKeySet());
  state.failing = true;
  await expect(keys.signer()).rejects.toThrow('no secret today');
  state.failing = false;
  await expect(keys.signer()).resolves.toBeDefined();
});

it('believes what the newer key signed when a rotation is rolled back, but signs with the older again', async () => {
  const old = newSigningKeySet();
  const { keys, state } = keysOf(old);
  const newer = rotated(old, state.now);
  state.now += minutes(12);
  [state.set, state.previous] = [old, newer];

  expect((await keys.signer()).kid).toBe(old.keys[0]?.kid);
  const kid = newer.keys[0]?.kid ?? '';
  expect((await keys.verifier(kid))?.kid).toBe(kid);
  expect(await keys.verifier('forged')).toBeUndefined();
});

it('does not believe by the set before what the current one says has ended', async () => {
  const old = newSigningKeySet();
  const { keys, state } = keysOf(old);
  [state.set, state.previous] = [rotated(old, state.now), old];
  const kid = old.keys[0]?.kid ?? '';
  expect((await keys.verifier(kid))?.kid).toBe(kid);
  state.now += minutes(31);
  expect(await keys.verifier(kid)).toBeUndefined();
});

it('stands the set before being unreadable', async () => {
  const { state } = keysOf(newSigningKeySet());
  const keys = createSigningKeys({
    read: async () => JSON.stringify(state.set),
    readPrevious: () => Promise.reject(new Error('throttled')),
    onFailure: (error) => state.failures.push(error),
  });
  expect(await keys.verifier('forged')).toBeUndefined();
  expect(state.failures).toHaveLength(1);
});

describe('a rotation of the keys', () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  const at = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

  it('adds a key that signs after twice the cache time, and ends the old one after its last token', () => {
    const current = newSigningKeySet(new Date('2026-10-20T12:00:00.000Z'));
    const { keys } = rotateSigningKeys({ current, now });
    expect(keys).toEqual([
      expect.objectContaining({ signsFrom: at(2 * SIGNING_KEY_CACHE_SECONDS), verifiesUntil: null }),
      { ...current.keys[0], verifiesUntil: at(3 * SIGNING_KEY_CACHE_SECONDS + ACCESS_TOKEN_SECONDS) },
    ]);
  });

  it('keeps who has not ended, as it is, and drops who has', () => {
    const first = newSigningKeySet(new Date('2026-11-20T11:00:00.000Z'));
    const second = rotateSigningKeys({ current: first, now: new Date('2026-11-20T11:50:00.000Z') });
    const third = rotateSigningKeys({ current: second, now });
    expect(third.keys).toHaveLength(3);
    expect(third.keys[2]).toEqual(second.keys[1]);
    const fourth = rotateSigningKeys({ current: third, now: new Date('2026-11-20T12:25:00.000Z') });
    expect(fourth.keys.map(({ kid }) => kid)).not.toContain(first.keys[0]?.kid);
  });

  it('keeps the key of a rolled-back rotation as a verifier that never signs', () => {
    const current = newSigningKeySet(new Date('2026-10-20T12:00:00.000Z'));
    const rolledBack = rotateSigningKeys({ current, now: new Date('2026-11-20T11:00:00.000Z') });
    const { keys } = rotateSigningKeys({ current, rolledBack, now });
    expect(keys.map(({ kid }) => kid).slice(1)).toEqual([current.keys[0]?.kid, rolledBack.keys[0]?.kid]);
    expect(keys[2]).toMatchObject({
      signsFrom: '1970-01-01T00:00:00.000Z',
      verifiesUntil: at(SIGNING_KEY_CACHE_SECONDS + ACCESS_TOKEN_SECONDS),
    });
  });

  it('always leaves a key that signs, however often and whenever it is repeated', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7200 }), { minLength: 1, maxLength: 12 }), (pauses) => {
        let time = now.getTime();
        let set = newSigningKeySet(now);
        for (const pause of pauses) {
          time += pause * 1000;
          set = rotateSigningKeys({ current: set, now: new Date(time) });
          for (const moment of [time, time + minutes(10), time + minutes(60)])
            expect(
              set.keys.filter(
                ({ signsFrom, verifiesUntil }) =>
                  Date.parse(signsFrom) <= moment &&
                  (verifiesUntil === null || Date.parse(verifiesUntil) > moment),
              ),
            ).not.toEqual([]);
        }
      }),
    );
  });
});
