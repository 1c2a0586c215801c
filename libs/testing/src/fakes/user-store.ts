import type { StoredUser, UserStore } from '@marketscope/domain';

/** Accounts in memory. */
export function createFakeUserStore(): UserStore {
  const users = new Map<string, StoredUser>();
  const byEmail = (email: string): StoredUser | undefined =>
    [...users.values()].find((user) => user.email === email);
  return {
    async create(user) {
      const owner = byEmail(user.email);
      if (owner && owner.id !== user.id) return false;
      users.set(user.id, { ...user });
      return true;
    },
    async get(userId) {
      return users.get(userId);
    },
    async getByEmail(email) {
      return byEmail(email);
    },
    async markAnnounced(userId, at) {
      const user = users.get(userId);
      if (!user) throw new TypeError(`there is no account ${userId}`);
      users.set(userId, { ...user, announcedAt: at.toISOString() });
    },
  };
}
