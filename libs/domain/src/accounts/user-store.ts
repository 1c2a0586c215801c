import type { User } from '@marketscope/contracts';

/** An account with the digest of its password (argon2id, encoded). */
export interface StoredUser extends User {
  passwordHash: string;
  /** When its registering was told to the other services; null when that is still owed. */
  announcedAt: string | null;
}

export interface UserStore {
  /** Creates the account unless its e-mail address has one; tells whether it did. */
  create(user: StoredUser): Promise<boolean>;
  get(userId: string): Promise<StoredUser | undefined>;
  getByEmail(email: string): Promise<StoredUser | undefined>;
  /** Notes that the account's registering was told. */
  markAnnounced(userId: string, at: Date): Promise<void>;
}

/** Who people are and how they are reached. */
export interface PeopleReader {
  /** Those of the given that exist, by id. */
  people(userIds: readonly string[]): Promise<Map<string, User>>;
}
