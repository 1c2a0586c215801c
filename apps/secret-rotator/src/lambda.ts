import { createLogger, createSecretsClient, generatedSecrets } from '@marketscope/runtime';
import { createSecretVersions } from '@marketscope/stores';
import { createSecretRotator } from './app.ts';
import { readConfig, resourceNames } from './config.ts';

const { secrets } = readConfig();

export const handler = createSecretRotator({
  secrets: new Map(
    resourceNames.secrets.map((name) => [secrets[name], { name, generated: generatedSecrets[name] }]),
  ),
  versions: createSecretVersions(createSecretsClient()),
  logger: createLogger('secret-rotator'),
  now: () => new Date(),
});
