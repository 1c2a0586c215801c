import { z } from 'zod';
import { instant } from '../market.ts';

/** Normalised to lower case: two spellings of an address are one account. */
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
const password = z.string().min(10, 'A password has at least 10 characters').max(200);

export const registerRequest = z.object({ email, password, name: z.string().trim().min(1).max(100) });
export const loginRequest = z.object({ email, password: z.string().min(1).max(200) });
export const refreshRequest = z.object({ refreshToken: z.string().min(1).max(512) });
export const logoutRequest = refreshRequest;

export const user = z.object({ id: z.string(), email: z.string(), name: z.string(), createdAt: instant });
export type User = z.infer<typeof user>;

export const session = z.object({
  user,
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds that the access token is good for. */
  expiresIn: z.number().int().positive(),
});
export type Session = z.infer<typeof session>;
