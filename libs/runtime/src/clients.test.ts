import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { objectTimeouts, timeouts } from './client-timeouts.ts';
import {
  createDocumentClient,
  createObjectClient,
  createQueueClient,
  createSecretsClient,
  createTopicClient,
} from './clients.ts';

const silent = createServer(() => undefined);

beforeEach(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_MAX_ATTEMPTS: '1',
  }))
    vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  silent.closeAllConnections();
  silent.close();
  await once(silent, 'close');
});

// The limits' own rules, with less patience than a test has.
const impatient = { ...timeouts, requestTimeout: 50 };
const impatientOfObjects = { ...objectTimeouts, socketTimeout: 50 };

it.each([
  [
    'a table',
    () => createDocumentClient(impatient).send(new GetCommand({ TableName: 't', Key: { id: '1' } })),
  ],
  [
    'a queue',
    () =>
      createQueueClient(impatient).send(
        new SendMessageCommand({ QueueUrl: process.env['AWS_ENDPOINT_URL'], MessageBody: 'text' }),
      ),
  ],
  [
    'a topic',
    () =>
      createTopicClient(impatient).send(
        new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:1:t', Message: 'text' }),
      ),
  ],
  ['a secret', () => createSecretsClient(impatient).send(new GetSecretValueCommand({ SecretId: 's' }))],
  [
    'an object',
    () => createObjectClient(impatientOfObjects).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
  ],
])('gives up a call of %s that is never answered', async (_, call) => {
  await expect(call()).rejects.toMatchObject({ name: 'TimeoutError' });
});
