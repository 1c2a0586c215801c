import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterFailure, currentLock, type SignInAttempts } from './sign-in-lock.ts';

const start = new Date('2026-11-20T12:00:00.000Z');

/** Fails `count` times, each as soon as it is allowed; answers each lock's minutes. */
function locksOf(count: number): number[] {
  const locks: number[] = [];
  let attempts: SignInAttempts | undefined;
  let now = start;
  for (let failure = 0; failure < count; failure++) {
    now = currentLock(attempts, now) ?? now;
    attempts = afterFailure(attempts, now);
    const end = currentLock(attempts, now);
    if (end) locks.push((end.getTime() - now.getTime()) / 60_000);
  }
  return locks;
}

it('does not lock before the fifth failure', () => {
  expect(locksOf(4)).toEqual([]);
});

it('locks for 15 minutes, then twice as long each time, up to a day', () => {
  expect(locksOf(50)).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
});

it('is locked until the moment that the lock ends, and not at it', () => {
  const attempts: SignInAttempts = {
    failures: 5,
    lockedUntil: new Date(start.getTime() + 1).toISOString(),
    announced: false,
    expiresAt: start,
  };
  expect(currentLock(attempts, start)).toBeDefined();
  expect(currentLock(attempts, new Date(start.getTime() + 1))).toBeUndefined();
});

it('remembers for at least a day after the failure or the lock, whatever came before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (failures) => {
      const before = { failures, lockedUntil: null, announced: true, expiresAt: start };
      const { expiresAt, lockedUntil } = afterFailure(before, start);
      const last = lockedUntil === null ? start.getTime() : Date.parse(lockedUntil);
      expect(expiresAt.getTime() - last).toBe(24 * 3_600_000);
    }),
  );
});
