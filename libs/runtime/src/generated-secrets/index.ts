import { databaseCredentialsSecret } from './database-credentials.ts';
import type { GeneratedSecret } from './generated-secret.ts';
import { opaqueSecret } from './opaque-secret.ts';
import { signingKeysSecret } from './signing-keys-secret.ts';
import { vapidKeysSecret } from './vapid-keys.ts';

export { databaseCredentials, type DatabaseCredentials } from './database-credentials.ts';
export type { GeneratedSecret, KnownVersions } from './generated-secret.ts';
export { vapidKeySet, type VapidKeySet } from './vapid-keys.ts';

/** The secrets that the system makes itself, by their names in the topology. */
export const generatedSecrets = {
  'database-password': databaseCredentialsSecret,
  'jwt-secret': signingKeysSecret,
  'link-signing-key': opaqueSecret,
  'telegram-webhook-secret': opaqueSecret,
  'vapid-keys': vapidKeysSecret,
} satisfies Record<string, GeneratedSecret>;
export type GeneratedSecretName = keyof typeof generatedSecrets;
