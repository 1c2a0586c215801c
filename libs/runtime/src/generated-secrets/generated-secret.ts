/** Texts of a secret's versions, as far as there are any. */
export interface KnownVersions {
  current: string | undefined;
  /** The version that was current before, or the one that a rollback took over from. */
  previous: string | undefined;
}

/** How the system makes a secret's values. */
export interface GeneratedSecret {
  /** The value that follows what is known; a first one, good at once, where nothing is. */
  next(known: KnownVersions, now: Date): string;
  /** @throws when a value is not one that the services can use */
  check(value: string): void;
  /** Another system must take a value over before it works, as a database does a password. */
  heldElsewhere?: true;
}
