import type { SessionStore, StoredSession } from '@marketscope/domain';

/** Sessions in memory. */
export function createFakeSessionStore(): SessionStore {
  const sessions = new Map<string, StoredSession>();
  return {
    async create(session) {
      sessions.set(session.id, session);
    },
    async get(sessionId, now) {
      const session = sessions.get(sessionId);
      return session && session.expiresAt > now ? session : undefined;
    },
    async rotate(sessionId, { from, to, at }) {
      const session = sessions.get(sessionId);
      if (session?.tokenDigest !== from) return false;
      sessions.set(sessionId, {
        ...session,
        tokenDigest: to,
        replaced: { digest: from, at: at.toISOString() },
      });
      return true;
    },
    async delete(sessionId) {
      sessions.delete(sessionId);
    },
  };
}
