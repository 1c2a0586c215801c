/** A signed-in session. Its refresh token is known by digest alone. */
export interface StoredSession {
  id: string;
  userId: string;
  createdAt: string;
  /** In whole seconds. */
  expiresAt: Date;
  /** Digest of the refresh token that is good now. */
  tokenDigest: string;
  /** Secret from which, with a token, the token's successor follows. */
  successorKey: string;
  /** Digest of the token that was replaced last, and when; null before the first refresh. */
  replaced: { digest: string; at: string } | null;
}

export interface SessionStore {
  create(session: StoredSession): Promise<void>;
  /** The session unless it has ended by `now`. */
  get(sessionId: string, now: Date): Promise<StoredSession | undefined>;
  /** Replaces the refresh token if `from` is still the good one; tells whether it was. */
  rotate(sessionId: string, change: { from: string; to: string; at: Date }): Promise<boolean>;
  /** Ends the session. */
  delete(sessionId: string): Promise<void>;
}
