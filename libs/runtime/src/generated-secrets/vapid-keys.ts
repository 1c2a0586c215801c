import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { GeneratedSecret } from './generated-secret.ts';

/**
 * Pairs that are kept: a browser's subscription is bound to the pair that it was made with, and is made anew when its
 * person next opens the page. With a rotation each 30 days these are a year's.
 */
const PAIRS_KEPT = 12;

const curve = 'prime256v1';

const vapidKeyPair = z.object({
  /** The uncompressed point on P-256, in base64url: what a browser subscribes with. */
  publicKey: z.base64url(),
  privateKey: z.base64url(),
  /** From when new subscriptions are made with it. */
  offeredFrom: z.iso.datetime(),
});

/** What the secret `vapid-keys` holds: the pair that new subscriptions are made with, and those before it. */
export const vapidKeySet = z.object({ pairs: z.array(vapidKeyPair).min(1) });
export type VapidKeySet = z.infer<typeof vapidKeySet>;

const parsed = (text: string): VapidKeySet => vapidKeySet.parse(JSON.parse(text));

/** The key pairs that web push messages are signed with (RFC 8292). */
export const vapidKeysSecret: GeneratedSecret = {
  next({ current }, now) {
    const ecdh = createECDH(curve);
    const pair = {
      publicKey: ecdh.generateKeys('base64url'),
      privateKey: ecdh.getPrivateKey().toString('base64url'),
      offeredFrom: now.toISOString(),
    };
    const before = current === undefined ? [] : parsed(current).pairs;
    return JSON.stringify({ pairs: [pair, ...before].slice(0, PAIRS_KEPT) } satisfies VapidKeySet);
  },
  check(value) {
    for (const { publicKey, privateKey } of parsed(value).pairs) {
      const ecdh = createECDH(curve);
      ecdh.setPrivateKey(privateKey, 'base64url');
      if (ecdh.getPublicKey('base64url') !== publicKey)
        throw new TypeError('a public key is not that of its private key');
    }
  },
};
