import { expect, it } from 'vitest';
import { createSigningKeys, newSigningKeySet, type SigningKeySet } from './signing-keys.ts';

const minutes = (count: number): number => count * 60_000;

function keysOf(first: SigningKeySet) {
  const state = { set: first, reads: 0, failing: false, now: Date.now(), failures: [] as unknown[] };
  const keys = createSigningKeys({
    read: async () => {
      state.reads++;
      if (state.failing) throw new Error('no secret today');
      return JSON.stringify(state.set);
    },
    onFailure: (error) => state.failures.push(error),
    clock: () => state.now,
  });
  return { state, keys };
}

/** A set in which `next` will sign ten minutes after `now` and `old` verifies a little longer. */
function rotated(old: SigningKeySet, now: number): SigningKeySet {
  const next = newSigningKeySet(new Date(now + minutes(10)));
  return {
    keys: [
      ...next.keys,
      ...old.keys.map((key) => ({ ...key, verifiesUntil: new Date(now + minutes(30)).toISOString() })),
    ],
  };
}

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
