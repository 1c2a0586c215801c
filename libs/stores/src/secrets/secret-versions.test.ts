import { randomUUID } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { motoIsInstalled, startMoto, type MotoServer } from '@marketscope/testing';
import { secretVersionsContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe } from 'vitest';
import { createSecretVersions } from './secret-versions.ts';

describe.runIf(motoIsInstalled())('secret versions in Secrets Manager', () => {
  let moto: MotoServer;
  let client: SecretsManagerClient;
  beforeAll(async () => {
    moto = await startMoto();
    client = new SecretsManagerClient({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  secretVersionsContract(async () => {
    const { ARN = '' } = await client.send(new CreateSecretCommand({ Name: randomUUID() }));
    return { versions: createSecretVersions(client), secret: ARN };
  });
});
