import { generatedSecrets } from '@marketscope/runtime';
import { resourceNames, type Configuration } from '../config.ts';
import type { RotatedSecret, SecretHolder } from './rotated-secret.ts';

/**
 * What this service rotates, by the references that Secrets Manager names it with.
 * @param holders.database takes new passwords over; without it, the rotation of a database's password is refused
 */
export function rotatedSecrets(
  { secrets, SECRET_DATABASE_PASSWORD: databasePassword }: Configuration,
  { database }: { database?: SecretHolder } = {},
): Map<string, RotatedSecret> {
  const rotated = new Map<string, RotatedSecret>(
    resourceNames.secrets.map((name) => [secrets[name], { name, generated: generatedSecrets[name] }]),
  );
  if (databasePassword !== undefined)
    rotated.set(databasePassword, {
      name: 'database-password',
      generated: generatedSecrets['database-password'],
      ...(database && { holder: database }),
    });
  return rotated;
}
