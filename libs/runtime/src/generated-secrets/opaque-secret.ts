import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { GeneratedSecret } from './generated-secret.ts';

const BYTES = 32;

const text = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes in base64url');

/** A random key of 256 bits in base64url. Its readers honour the version before as well, while a rotation goes round. */
export const opaqueSecret: GeneratedSecret = {
  next: () => randomBytes(BYTES).toString('base64url'),
  check: (value) => void text.parse(value),
};
