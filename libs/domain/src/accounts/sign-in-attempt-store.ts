import type { SignInAttempts } from './sign-in-lock.ts';

/** Failed sign-ins by normalised e-mail address. */
export interface SignInAttemptStore {
  /** What is remembered of an address; undefined when nothing is, or when it is forgotten by `now`. */
  get(email: string, now: Date): Promise<SignInAttempts | undefined>;
  /**
   * Puts `next` in the place of `seen`, if that is still what is stored; tells whether it was, so that of sign-ins at
   * the same time each is counted.
   */
  replace(email: string, seen: SignInAttempts | undefined, next: SignInAttempts, now: Date): Promise<boolean>;
  /** Forgets all, after a success. */
  clear(email: string): Promise<void>;
}
