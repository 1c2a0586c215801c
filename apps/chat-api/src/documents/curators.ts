import type { UserStore } from '@marketscope/domain';

/** Tells of a person whether they are one of the curators, who are known by their e-mail addresses. */
export function curatorsByEmail(
  emails: readonly string[],
  users: Pick<UserStore, 'get'>,
): (userId: string) => Promise<boolean> {
  const curators = new Set(emails.map((email) => email.toLowerCase()));
  return async (userId) => {
    if (curators.size === 0) return false;
    const email = (await users.get(userId))?.email.toLowerCase();
    return email !== undefined && curators.has(email);
  };
}
