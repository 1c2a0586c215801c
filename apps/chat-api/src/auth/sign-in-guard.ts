import { setTimeout } from 'node:timers/promises';
import {
  afterFailure,
  currentLock,
  FAILURES_PER_LOCK,
  type SignInAttempts,
  type SignInAttemptStore,
  type UserStore,
} from '@marketscope/domain';
import { ApplicationError, type Logger } from '@marketscope/runtime';
import type { Announcements } from './announcements.ts';

/** Limits the sign-ins that can be tried for an address. */
export interface SignInGuard {
  /**
   * Counts an attempt as failed before its password is looked at, so that of many at the same time no more are looked at
   * than one after the other.
   * @throws ApplicationError `account-locked`
   */
  countAttempt(email: string, correlationId: string): Promise<SignInAttempts>;
  /** Forgets the address's failures, this attempt included. */
  succeeded(email: string): Promise<void>;
  /** Tells the owner if this failure has locked the account. */
  failed(email: string, attempts: SignInAttempts, correlationId: string): Promise<void>;
}

/** More rounds than failures until a lock: whoever loses them all meets the lock. */
const COUNTING_ROUNDS = 2 * FAILURES_PER_LOCK;

/**
 * An address is counted and locked whether it has an account or not, with the same answers. Only an account's owner is
 * told; so that the time this takes tells nobody, an answer that comes with a lock always takes `lockAnswerMs`.
 */
export function createSignInGuard({
  attempts: store,
  users,
  announcements,
  logger,
  clock,
  lockAnswerMs,
  pause = (milliseconds) => setTimeout(milliseconds),
}: {
  attempts: SignInAttemptStore;
  users: Pick<UserStore, 'getByEmail'>;
  announcements: Announcements;
  logger: Logger;
  clock: () => Date;
  lockAnswerMs: number;
  pause?: (milliseconds: number) => Promise<void>;
}): SignInGuard {
  /** Tells the owner of a lock. What fails is logged and left to the next attempt: an error would tell of the account. */
  const announce = async (
    email: string,
    attempts: SignInAttempts,
    lockedUntil: Date,
    correlationId: string,
  ): Promise<void> => {
    const telling = async (): Promise<void> => {
      const user = await users.getByEmail(email);
      const lock = { failures: attempts.failures, lockedUntil: lockedUntil.toISOString() };
      if (user) await announcements.locked(user, lock, correlationId);
      await store.replace(email, attempts, { ...attempts, announced: true }, clock());
    };
    await Promise.all([
      telling().catch((error: unknown) =>
        logger.error({ err: error, correlationId }, 'a lock could not be announced'),
      ),
      pause(lockAnswerMs),
    ]);
  };

  return {
    async countAttempt(email, correlationId) {
      for (let round = 0; round < COUNTING_ROUNDS; round++) {
        const now = clock();
        const seen = await store.get(email, now);
        const lockedUntil = currentLock(seen, now);
        if (seen && lockedUntil) {
          if (!seen.announced) await announce(email, seen, lockedUntil, correlationId);
          throw accountLocked(lockedUntil, now);
        }
        const next = afterFailure(seen, now);
        if (await store.replace(email, seen, next, now)) return next;
      }
      throw new ApplicationError({
        code: 'too-many-sign-ins',
        status: 503,
        message: 'Too many sign-ins for this address at the same time. Try again in a moment.',
        retryAfterSeconds: 1,
      });
    },
    succeeded: (email) => store.clear(email),
    async failed(email, attempts, correlationId) {
      const lockedUntil = currentLock(attempts, clock());
      if (lockedUntil && !attempts.announced) await announce(email, attempts, lockedUntil, correlationId);
    },
  };
}

function accountLocked(lockedUntil: Date, now: Date): ApplicationError {
  const retryAfterSeconds = Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000);
  return new ApplicationError({
    code: 'account-locked',
    status: 423,
    message: `After too many failed sign-ins this address is locked until ${lockedUntil.toISOString()}.`,
    retryAfterSeconds,
  });
}
