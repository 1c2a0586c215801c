import { user, type User } from '@marketscope/contracts';

/** An account as its owner sees it, without what only the system needs to know of it. */
export function publicUser(account: User): User {
  return user.parse(account);
}
