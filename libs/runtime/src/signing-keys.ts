import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Seconds that a service uses a key set before it reads the secret again. */
export const SIGNING_KEY_CACHE_SECONDS = 300;

/**
 * Seconds that an access token, signed with a key of the set, is good for. It is believed without asking a store, so
 * ending a session waits for it.
 */
export const ACCESS_TOKEN_SECONDS = 900;

/** Milliseconds between two readings that an unknown key id asks for. */
const UNKNOWN_KEY_REFETCH_MS = 10_000;

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/** One key of the set: which tokens it signs and until when those are believed. */
export const signingKey = z.object({
  kid: z.string().min(1),
  /** The private key; its public half is `x`. */
  jwk: privateKey,
  /**
   * From when the key signs. A rotation sets it to twice the cache time after the key's making, so that every
   * verifier knows the key before it sees a token of it.
   */
  signsFrom: z.iso.datetime(),
  /** When the key's tokens are no longer believed; null while no rotation has ended it. */
  verifiesUntil: z.iso.datetime().nullable(),
});
export type SigningKey = z.infer<typeof signingKey>;

/** What the secret `jwt-secret` holds. */
export const signingKeySet = z.object({ keys: z.array(signingKey).min(1) });
export type SigningKeySet = z.infer<typeof signingKeySet>;

/** A first key set, with one key that signs at once: there is no verifier yet that might not know it. */
export function newSigningKeySet(now: Date = new Date()): SigningKeySet {
  return { keys: [newSigningKey(now)] };
}

function newSigningKey(signsFrom: Date): SigningKey {
  const jwk = privateKey.parse(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
  return { kid: randomUUID(), jwk, signsFrom: signsFrom.toISOString(), verifiesUntil: null };
}

/**
 * The set that follows: a new key, which signs when every service has read the set, and the keys that are still
 * believed, each until its last token has ended.
 * @param options.rolledBack the set that `current` took over from again when a rotation was rolled back: its keys sign
 * no more, but what they signed is believed until it ends
 */
export function rotateSigningKeys({
  current,
  rolledBack,
  now,
}: {
  current: SigningKeySet;
  rolledBack?: SigningKeySet | undefined;
  now: Date;
}): SigningKeySet {
  const after = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
  const next = newSigningKey(new Date(after(2 * SIGNING_KEY_CACHE_SECONDS)));
  // One cache time more than the last token needs: a service that could not read the set in time still signs.
  const lastTokenAfterSigning = SIGNING_KEY_CACHE_SECONDS + ACCESS_TOKEN_SECONDS;
  const kept = current.keys.map((key) => ({
    ...key,
    verifiesUntil: key.verifiesUntil ?? after(2 * SIGNING_KEY_CACHE_SECONDS + lastTokenAfterSigning),
  }));
  const retired = (rolledBack?.keys ?? [])
    .filter(({ kid }) => !current.keys.some((key) => key.kid === kid))
    .map((key) => ({
      ...key,
      // The key that began to sign last is the one that signs, so this one must seem the oldest.
      signsFrom: new Date(0).toISOString(),
      verifiesUntil: key.verifiesUntil ?? after(lastTokenAfterSigning),
    }));
  return {
    keys: [
      next,
      ...[...kept, ...retired].filter(({ verifiesUntil }) => Date.parse(verifiesUntil) > now.getTime()),
    ],
  };
}

/** The keys that sign and verify now. */
export interface SigningKeys {
  /**
   * The key that began to sign last.
   * @throws TypeError when no key of the set signs now
   */
  signer(): Promise<SigningKey>;
  /** The key of that id if its tokens are still believed. An unknown id reads the secret again, every 10 s at most. */
  verifier(kid: string): Promise<SigningKey | undefined>;
}

/**
 * Reads the key set when it is first needed and again when the cache time is over. While the secret can't be read, the
 * set that is known serves on, and `onFailure` is told.
 * @param options.read answers the secret's text
 * @param options.readPrevious answers the text of the version before, where there is one: after a rotation has been
 * rolled back, what the newer key signed is believed by it
 * @param options.clock milliseconds since the epoch
 */
export function createSigningKeys({
  read,
  readPrevious = async () => undefined,
  onFailure,
  clock = () => Date.now(),
}: {
  read: () => Promise<string>;
  readPrevious?: () => Promise<string | undefined>;
  onFailure: (error: unknown) => void;
  clock?: () => number;
}): SigningKeys {
  let known: SigningKeySet | undefined;
  let previous: { set: Promise<SigningKeySet | undefined>; readAt: number } | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<SigningKeySet> | undefined;

  const readAgain = async (): Promise<SigningKeySet> => {
    readAt = clock();
    try {
      known = signingKeySet.parse(JSON.parse(await read()));
    } catch (error) {
      if (!known) {
        readAt = Number.NEGATIVE_INFINITY;
        throw error;
      }
      onFailure(error);
    }
    return known;
  };
  const current = async (maximumAgeMs: number): Promise<SigningKeySet> => {
    if (reading) return reading;
    if (known && clock() - readAt < maximumAgeMs) return known;
    reading = readAgain();
    try {
      return await reading;
    } finally {
      reading = undefined;
    }
  };
  const readBefore = async (): Promise<SigningKeySet | undefined> => {
    try {
      const text = await readPrevious();
      return text === undefined ? undefined : signingKeySet.parse(JSON.parse(text));
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  };
  const setBefore = (): Promise<SigningKeySet | undefined> => {
    if (!previous || clock() - previous.readAt >= UNKNOWN_KEY_REFETCH_MS)
      previous = { set: readBefore(), readAt: clock() };
    return previous.set;
  };
  const isBelieved = ({ verifiesUntil }: SigningKey): boolean =>
    verifiesUntil === null || Date.parse(verifiesUntil) > clock();
  const believed = ({ keys }: SigningKeySet, kid: string): SigningKey | undefined =>
    keys.find((key) => key.kid === kid && isBelieved(key));

  return {
    async signer() {
      const { keys } = await current(SIGNING_KEY_CACHE_SECONDS * 1000);
      const [newest] = keys
        .filter((key) => Date.parse(key.signsFrom) <= clock() && isBelieved(key))
        .sort((one, other) => Date.parse(other.signsFrom) - Date.parse(one.signsFrom));
      if (!newest) throw new TypeError('no key of the set signs now');
      return newest;
    },
    async verifier(kid) {
      const set = await current(SIGNING_KEY_CACHE_SECONDS * 1000);
      const fresh = believed(set, kid) ? set : await current(UNKNOWN_KEY_REFETCH_MS);
      // The set before tells only of keys that the current one says nothing of, not even that they have ended.
      if (fresh.keys.some((key) => key.kid === kid)) return believed(fresh, kid);
      const before = await setBefore();
      return before && believed(before, kid);
    },
  };
}
