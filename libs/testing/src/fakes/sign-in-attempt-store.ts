import type { SignInAttempts, SignInAttemptStore } from '@marketscope/domain';

/** Failed sign-ins in memory. */
export function createFakeSignInAttemptStore(): SignInAttemptStore {
  const addresses = new Map<string, SignInAttempts>();
  const remembered = (email: string, now: Date): SignInAttempts | undefined => {
    const attempts = addresses.get(email);
    return attempts && attempts.expiresAt > now ? attempts : undefined;
  };
  return {
    async get(email, now) {
      return remembered(email, now);
    },
    async replace(email, seen, next, now) {
      const current = seen ? addresses.get(email) : remembered(email, now);
      if (current?.failures !== seen?.failures || current?.announced !== seen?.announced) return false;
      addresses.set(email, next);
      return true;
    },
    async clear(email) {
      addresses.delete(email);
    },
  };
}
