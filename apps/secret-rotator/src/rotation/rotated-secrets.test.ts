import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { rotatedSecrets } from './rotated-secrets.ts';

const environment = {
  SECRET_JWT_SECRET: 'arn:jwt-secret',
  SECRET_LINK_SIGNING_KEY: 'arn:link-signing-key',
  SECRET_TELEGRAM_WEBHOOK_SECRET: 'arn:telegram-webhook-secret',
  SECRET_VAPID_KEYS: 'arn:vapid-keys',
};
const namesOf = (variables: Record<string, string>): string[] =>
  [...rotatedSecrets(readConfig(variables))].map(([reference, { name }]) => `${name} is ${reference}`);

it('rotates what the system generates, and no database’s password where there is no database', () => {
  expect(namesOf(environment)).toEqual([
    'jwt-secret is arn:jwt-secret',
    'link-signing-key is arn:link-signing-key',
    'telegram-webhook-secret is arn:telegram-webhook-secret',
    'vapid-keys is arn:vapid-keys',
  ]);
  expect(namesOf({ ...environment, SECRET_DATABASE_PASSWORD: 'arn:password' })).toContain(
    'database-password is arn:password',
  );
});

it('names every secret that it is not told of', () => {
  expect(() => readConfig({})).toThrow(/SECRET_JWT_SECRET[\s\S]*SECRET_VAPID_KEYS/);
});
