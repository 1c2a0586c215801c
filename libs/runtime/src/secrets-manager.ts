import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { timeouts } from './client-timeouts.ts';

/** Reads a version of a secret by its ARN. Loaded only where secrets are kept there. */
export async function readSecretVersion(
  secret: string,
  stage: 'AWSCURRENT' | 'AWSPREVIOUS',
): Promise<string> {
  const { SecretString } = await new SecretsManagerClient({ requestHandler: timeouts }).send(
    new GetSecretValueCommand({ SecretId: secret, VersionStage: stage }),
  );
  if (SecretString === undefined) throw new TypeError(`secret ${secret} holds no text`);
  return SecretString;
}
