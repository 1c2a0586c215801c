/** Failed sign-ins after which an address is locked, and locked again. */
export const FAILURES_PER_LOCK = 5;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;
/** How long failures are remembered after the last of them, or after the end of their lock. */
const MEMORY_MS = 24 * 3_600_000;

/** The failed sign-ins of one e-mail address, whether it has an account or not. */
export interface SignInAttempts {
  /** Since the last success. */
  failures: number;
  /** When the last lock ends or ended; null when there was none. */
  lockedUntil: string | null;
  /** Whether the owner was told of that lock. */
  announced: boolean;
  /** When all this is forgotten. */
  expiresAt: Date;
}

/** The end of the lock that refuses sign-ins now; undefined when none does. */
export function currentLock(attempts: SignInAttempts | undefined, now: Date): Date | undefined {
  if (!attempts?.lockedUntil) return undefined;
  const end = new Date(attempts.lockedUntil);
  return end > now ? end : undefined;
}

/**
 * What one more failure makes of an address that is not locked: each fifth locks it, for 15 minutes at first and twice
 * as long each time, up to 24 hours.
 */
export function afterFailure(attempts: SignInAttempts | undefined, now: Date): SignInAttempts {
  const failures = (attempts?.failures ?? 0) + 1;
  if (failures % FAILURES_PER_LOCK !== 0)
    return {
      failures,
      lockedUntil: attempts?.lockedUntil ?? null,
      announced: attempts?.announced ?? true,
      expiresAt: new Date(now.getTime() + MEMORY_MS),
    };
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** (failures / FAILURES_PER_LOCK - 1), LONGEST_LOCK_MS);
  return {
    failures,
    lockedUntil: new Date(now.getTime() + lockMs).toISOString(),
    announced: false,
    expiresAt: new Date(now.getTime() + lockMs + MEMORY_MS),
  };
}
