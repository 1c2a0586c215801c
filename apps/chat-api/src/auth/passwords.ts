import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id, which is the library's default algorithm. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id digest of a password, with its salt and parameters encoded. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

let unmatched: Promise<string> | undefined;

/** Whether the password is the digest's; without a digest it is not, after the same work, so that no timing tells. */
export async function verifyPassword(digest: string | undefined, password: string): Promise<boolean> {
  unmatched ??= hashPassword(crypto.randomUUID());
  const matches = await verify(digest ?? (await unmatched), password);
  return digest !== undefined && matches;
}
