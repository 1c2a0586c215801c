import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { GeneratedSecret } from './generated-secret.ts';

const PASSWORD_LENGTH = 32;

/** Signs that no database or connection string gives a meaning to. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_';

/** What the secret `database-password` holds. */
export const databaseCredentials = z.object({
  username: z.string().min(1),
  password: z.string().length(PASSWORD_LENGTH),
});
export type DatabaseCredentials = z.infer<typeof databaseCredentials>;

/** A database's user and password: each rotation keeps the user and makes another password. */
export const databaseCredentialsSecret: GeneratedSecret = {
  next({ current }) {
    const username =
      current === undefined ? 'marketscope' : databaseCredentials.parse(JSON.parse(current)).username;
    const password = Array.from({ length: PASSWORD_LENGTH }, () => signs[randomInt(signs.length)]).join('');
    return JSON.stringify({ username, password } satisfies DatabaseCredentials);
  },
  heldElsewhere: true,
  check: (value) => void databaseCredentials.parse(JSON.parse(value)),
};
