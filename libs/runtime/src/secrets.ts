import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Reads the current value of a secret by its reference: a Secrets Manager ARN, or a `file:` URL. */
export async function readSecret(reference: string): Promise<string> {
  if (reference.startsWith('file:')) return readFile(fileURLToPath(reference), 'utf8');
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: reference }),
  );
  if (SecretString === undefined) throw new TypeError(`secret ${reference} holds no text`);
  return SecretString;
}
