import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Session, User } from '@marketscope/contracts';
import type { SessionStore, StoredSession, UserStore } from '@marketscope/domain';
import { ACCESS_TOKEN_SECONDS, ApplicationError } from '@marketscope/runtime';
import type { AccessTokens } from './access-tokens.ts';
import { publicUser } from './public-user.ts';

const SESSION_MS = 24 * 3_600_000;

/** How long a replaced refresh token may be tried again, because the answer that replaced it may have been lost. */
const RETRY_MS = 30_000;

/** Signed-in sessions: opened by a sign-in, carried on by refresh tokens, ended by signing out or by a reuse. */
export interface Sessions {
  open(user: User): Promise<Session>;
  /** @throws ApplicationError `invalid-refresh-token` */
  refresh(refreshToken: string): Promise<Session>;
  /** Ends the token's session, if there is one. */
  end(refreshToken: string): Promise<void>;
}

/**
 * A refresh token is `<session>.<secret>`. Each refresh replaces it, and a token that was replaced ends the session when
 * it comes back: someone else has it. But a client that never got the answer must be able to try again, and so must two
 * tabs with the same token. So a token's successor is not random, it follows from the token and a key of the session:
 * within 30 seconds the same token gets the same successor again. There is never a second line of tokens in which a
 * thief could go unseen, and neither the stored digests nor an old token alone tell a token that is good.
 */
export function createSessions({
  sessions,
  users,
  accessTokens,
  clock,
}: {
  sessions: SessionStore;
  users: Pick<UserStore, 'get'>;
  accessTokens: AccessTokens;
  clock: () => Date;
}): Sessions {
  const grant = async (user: User, sessionId: string, secret: string): Promise<Session> => ({
    user: publicUser(user),
    accessToken: await accessTokens.issue(user.id),
    refreshToken: `${sessionId}.${secret}`,
    expiresIn: ACCESS_TOKEN_SECONDS,
  });

  /** Replaces the token by its successor, or finds that this has been done moments ago; else the token was reused. */
  const replace = async (session: StoredSession, secret: string): Promise<string | undefined> => {
    const digest = digestOf(secret);
    const successor = successorOf(secret, session.successorKey);
    const change = { from: digest, to: digestOf(successor), at: clock() };
    if (session.tokenDigest === digest && (await sessions.rotate(session.id, change))) return successor;
    const { replaced } = (await sessions.get(session.id, clock())) ?? {};
    const isRetry = replaced?.digest === digest && clock().getTime() - Date.parse(replaced.at) <= RETRY_MS;
    return isRetry ? successor : undefined;
  };

  return {
    async open(user) {
      const id = randomBytes(16).toString('base64url');
      const secret = randomBytes(32).toString('base64url');
      const now = clock();
      await sessions.create({
        id,
        userId: user.id,
        createdAt: now.toISOString(),
        expiresAt: new Date(Math.floor(now.getTime() / 1000) * 1000 + SESSION_MS),
        tokenDigest: digestOf(secret),
        successorKey: randomBytes(32).toString('base64url'),
        replaced: null,
      });
      return grant(user, id, secret);
    },

    async refresh(refreshToken) {
      const { sessionId, secret } = partsOf(refreshToken);
      const session = await sessions.get(sessionId, clock());
      if (!session) throw invalidRefreshToken();
      const successor = await replace(session, secret);
      const user = await users.get(session.userId);
      if (successor === undefined || !user) {
        await sessions.delete(sessionId);
        throw invalidRefreshToken();
      }
      return grant(user, sessionId, successor);
    },

    async end(refreshToken) {
      const { sessionId, secret } = partsOf(refreshToken);
      const session = await sessions.get(sessionId, clock());
      if (session && [session.tokenDigest, session.replaced?.digest].includes(digestOf(secret)))
        await sessions.delete(sessionId);
    },
  };
}

function partsOf(refreshToken: string): { sessionId: string; secret: string } {
  const [, sessionId, secret] = /^([\w-]{22})\.([\w-]{43})$/.exec(refreshToken) ?? [];
  if (sessionId === undefined || secret === undefined) throw invalidRefreshToken();
  return { sessionId, secret };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function successorOf(secret: string, successorKey: string): string {
  return createHmac('sha256', successorKey).update(secret).digest('base64url');
}

function invalidRefreshToken(): ApplicationError {
  return new ApplicationError({
    code: 'invalid-refresh-token',
    status: 401,
    message: 'The session has ended. Sign in again.',
  });
}
