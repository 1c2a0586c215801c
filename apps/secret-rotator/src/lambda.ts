import { createLogger, createSecretsClient } from '@marketscope/runtime';
import { createSecretVersions } from '@marketscope/stores';
import { createSecretRotator } from './app.ts';
import { readConfig } from './config.ts';
import { rotatedSecrets } from './rotation/rotated-secrets.ts';

export const handler = createSecretRotator({
  secrets: rotatedSecrets(readConfig()),
  versions: createSecretVersions(createSecretsClient()),
  logger: createLogger('secret-rotator'),
  now: () => new Date(),
});
