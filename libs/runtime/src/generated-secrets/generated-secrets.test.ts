import { describe, expect, it } from 'vitest';
import { signingKeySet } from '../signing-keys.ts';
import { databaseCredentials, generatedSecrets, vapidKeySet } from './index.ts';

const now = new Date('2026-11-20T12:00:00.000Z');

describe.each(Object.entries(generatedSecrets))('%s', (_, secret) => {
  const first = secret.next({ current: undefined, previous: undefined }, now);
  const second = secret.next({ current: first, previous: undefined }, now);

  it('has a first value and another after it, both of use', () => {
    secret.check(first);
    secret.check(second);
    expect(second).not.toBe(first);
  });

  it('is never what it was, however often it is made', () => {
    const made = Array.from({ length: 20 }, () => secret.next({ current: first, previous: undefined }, now));
    expect(new Set(made).size).toBe(20);
  });

  it('finds that something else is of no use', () => {
    for (const value of ['', 'changeme', '{}', '{"keys":[]}']) expect(() => secret.check(value)).toThrow();
  });
});

it('jwt-secret: a first key signs at once, and a pair that does not belong together is found', () => {
  const { 'jwt-secret': secret } = generatedSecrets;
  const make = () =>
    signingKeySet.parse(JSON.parse(secret.next({ current: undefined, previous: undefined }, now)));
  const set = make();
  expect(set.keys[0]?.signsFrom).toBe(now.toISOString());
  const mixed = { keys: set.keys.map((key) => ({ ...key, jwk: { ...key.jwk, x: make().keys[0]?.jwk.x } })) };
  expect(() => secret.check(JSON.stringify(mixed))).toThrow();
});

it('vapid-keys: the pairs of a year stay, the newest first', () => {
  const { 'vapid-keys': secret } = generatedSecrets;
  let current: string | undefined;
  for (let month = 0; month < 15; month++)
    current = secret.next({ current, previous: undefined }, new Date(Date.UTC(2026, month)));
  const { pairs } = vapidKeySet.parse(JSON.parse(current ?? ''));
  expect(pairs).toHaveLength(12);
  expect(pairs[0]?.offeredFrom).toBe('2027-03-01T00:00:00.000Z');
  expect(pairs[0]?.publicKey).toHaveLength(87);
});

it('database-password: the user stays, the password does not', () => {
  const { 'database-password': secret } = generatedSecrets;
  const before = { username: 'reports', password: 'x'.repeat(32) };
  const after = databaseCredentials.parse(
    JSON.parse(secret.next({ current: JSON.stringify(before), previous: undefined }, now)),
  );
  expect(after.username).toBe('reports');
  expect(after.password).not.toBe(before.password);
});
