import type { Session, User } from '@marketscope/contracts';
import type { StoredUser, UserStore } from '@marketscope/domain';
import { ApplicationError, type Logger } from '@marketscope/runtime';
import type { Announcements } from './announcements.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { publicUser } from './public-user.ts';
import type { Sessions } from './sessions.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** People's accounts. E-mail addresses are normalised. */
export interface Accounts {
  /**
   * Makes an account and opens a session. Who got no answer may register again with the same password.
   * @throws ApplicationError `email-taken`, or `registration-unfinished` when it should be tried again
   */
  register(
    account: { email: string; password: string; name: string },
    correlationId: string,
  ): Promise<Session>;
  /** @throws ApplicationError `invalid-credentials` or `account-locked`, whether there is such an account or not */
  signIn(credentials: { email: string; password: string }, correlationId: string): Promise<Session>;
  /** @throws ApplicationError `unauthenticated` when the account is gone */
  profile(userId: string): Promise<User>;
}

/**
 * An account exists once its address leads to it. That it was registered is told afterwards and then noted on it: if the
 * process dies between, or the publishing fails, the account still owes it, and its next sign-in makes it good.
 */
export function createAccounts({
  users,
  sessions,
  announcements,
  guard,
  logger,
  newId,
  clock,
}: {
  users: UserStore;
  sessions: Sessions;
  announcements: Announcements;
  guard: SignInGuard;
  logger: Logger;
  newId: () => string;
  clock: () => Date;
}): Accounts {
  const signIn: Accounts['signIn'] = async ({ email, password }, correlationId) => {
    const attempts = await guard.countAttempt(email, correlationId);
    const user = await users.getByEmail(email);
    const isOwner = await verifyPassword(user?.passwordHash, password);
    if (!user || !isOwner) {
      await guard.failed(email, attempts, correlationId);
      throw new ApplicationError({
        code: 'invalid-credentials',
        status: 401,
        message: 'The e-mail address or the password is not right.',
      });
    }
    await guard.succeeded(email);
    if (user.announcedAt === null)
      await announcements.registered(user, correlationId).catch((error: unknown) => {
        logger.error({ err: error, correlationId, userId: user.id }, 'an account could not be announced');
      });
    return sessions.open(user);
  };

  /** Who registers again because no answer came, is let in by the password that they chose. */
  const signInToUnannounced = async (
    credentials: { email: string; password: string },
    correlationId: string,
  ): Promise<Session | undefined> => {
    const existing = await users.getByEmail(credentials.email);
    if (existing?.announcedAt !== null) return undefined;
    try {
      return await signIn(credentials, correlationId);
    } catch (error) {
      if (error instanceof ApplicationError && error.code === 'invalid-credentials') return undefined;
      throw error;
    }
  };

  return {
    signIn,
    async register({ email, password, name }, correlationId) {
      const user: StoredUser = {
        id: newId(),
        email,
        name,
        passwordHash: await hashPassword(password),
        createdAt: clock().toISOString(),
        announcedAt: null,
      };
      if (!(await users.create(user))) {
        const session = await signInToUnannounced({ email, password }, correlationId);
        if (session) return session;
        throw new ApplicationError({
          code: 'email-taken',
          status: 409,
          message: 'This e-mail address has an account already. Sign in instead.',
        });
      }
      try {
        await announcements.registered(user, correlationId);
      } catch (error) {
        throw new ApplicationError(
          {
            code: 'registration-unfinished',
            status: 503,
            message: 'The account could not be finished. Register again with the same password.',
            retryAfterSeconds: 2,
          },
          { cause: error },
        );
      }
      return sessions.open(user);
    },
    async profile(userId) {
      const user = await users.get(userId);
      if (!user)
        throw new ApplicationError({
          code: 'unauthenticated',
          status: 401,
          message: 'This account does not exist any more.',
        });
      return publicUser(user);
    },
  };
}
