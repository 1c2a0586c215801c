import { z } from 'zod';
import { instant } from '../market.ts';
import { eventSchema } from './envelope.ts';

export const accountEvents = {
  'user.registered.v1': eventSchema(
    'user.registered.v1',
    z.object({ userId: z.string(), email: z.email(), name: z.string() }),
  ),
  'security.account-locked.v1': eventSchema(
    'security.account-locked.v1',
    z.object({
      userId: z.string(),
      email: z.email(),
      failedAttempts: z.number().int().positive(),
      lockedUntil: instant,
    }),
  ),
  'mail.verification-requested.v1': eventSchema(
    'mail.verification-requested.v1',
    z.object({ userId: z.string(), email: z.email(), tokenId: z.string(), expiresAt: instant }),
  ),
  'mail.password-reset-requested.v1': eventSchema(
    'mail.password-reset-requested.v1',
    z.object({ userId: z.string(), email: z.email(), tokenId: z.string(), expiresAt: instant }),
  ),
};
