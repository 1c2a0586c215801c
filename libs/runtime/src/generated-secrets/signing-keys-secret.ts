import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { newSigningKeySet, rotateSigningKeys, signingKeySet, type SigningKeySet } from '../signing-keys.ts';
import type { GeneratedSecret } from './generated-secret.ts';

const parsed = (text: string): SigningKeySet => signingKeySet.parse(JSON.parse(text));

/** The set of keys that sign and verify access tokens. */
export const signingKeysSecret: GeneratedSecret = {
  next({ current, previous }, now) {
    if (current === undefined) return JSON.stringify(newSigningKeySet(now));
    const rolledBack = previous === undefined ? undefined : parsed(previous);
    return JSON.stringify(rotateSigningKeys({ current: parsed(current), rolledBack, now }));
  },
  check(value) {
    for (const { kid, jwk } of parsed(value).keys) {
      const { d: _, ...publicKey } = jwk;
      const message = Buffer.from(kid);
      const signature = sign(null, message, createPrivateKey({ key: jwk, format: 'jwk' }));
      if (!verify(null, message, createPublicKey({ key: publicKey, format: 'jwk' }), signature))
        throw new TypeError(`the public half of key ${kid} does not verify what its private half signs`);
    }
  },
};
