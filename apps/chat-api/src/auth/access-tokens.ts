import { ACCESS_TOKEN_SECONDS, type SigningKey, type SigningKeys } from '@marketscope/runtime';
import { errors, importJWK, jwtVerify, SignJWT, type CryptoKey } from 'jose';

const issuer = 'marketscope';
const audience = 'marketscope-api';
const algorithm = 'EdDSA';
const type = 'at+jwt';

/** Signs and verifies access tokens. One is believed without asking a store, so it outlives its session: by 15 minutes at most. */
export interface AccessTokens {
  issue(userId: string): Promise<string>;
  /** The person whose token it is; undefined when it is not one of ours or has ended. */
  verify(token: string): Promise<string | undefined>;
}

export function createAccessTokens({ keys, clock }: { keys: SigningKeys; clock: () => Date }): AccessTokens {
  const imported = new WeakMap<SigningKey, { signs?: Promise<CryptoKey>; verifies?: Promise<CryptoKey> }>();
  const importedOf = (key: SigningKey) => {
    const known = imported.get(key) ?? {};
    imported.set(key, known);
    return known;
  };

  return {
    async issue(userId) {
      const key = await keys.signer();
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: type })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
        .sign(await (importedOf(key).signs ??= importKey(key.jwk)));
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          async ({ kid }) => {
            const key = kid === undefined ? undefined : await keys.verifier(kid);
            if (!key) throw new errors.JWKSNoMatchingKey();
            const { d: _, ...publicKey } = key.jwk;
            return (importedOf(key).verifies ??= importKey(publicKey));
          },
          {
            algorithms: [algorithm],
            typ: type,
            issuer,
            audience,
            requiredClaims: ['sub', 'exp', 'iat'],
            currentDate: clock(),
          },
        );
        return payload.sub;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

async function importKey(jwk: Omit<SigningKey['jwk'], 'd'>): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new TypeError('an Ed25519 key is a pair, not a secret');
  return key;
}
