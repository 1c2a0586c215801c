import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { assumeRole, type CloudAccess } from '../deployment/role-session.ts';
import { readRecordedCalls } from './recorded-call.ts';
import { startRecorder, type Recorder } from './recorder.ts';

/** An emulator that knows one role and one queue. */
const emulator = (): Server =>
  createServer((request, response) => {
    if (request.headers['x-amz-target'] === undefined)
      response.end(
        `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
         <SessionToken>t</SessionToken></Credentials><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/p-e-upload/u</Arn>
         </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`,
      );
    else
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        .end('{"__type":"QueueDoesNotExist"}');
  });

let folder: string;
let target: Server;
let recorder: Recorder;
let operator: CloudAccess;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recorder-'));
  target = emulator().listen(0, '127.0.0.1');
  await once(target, 'listening');
  recorder = await startRecorder({
    target: `http://127.0.0.1:${(target.address() as AddressInfo).port}`,
    account: '123456789012',
    file: path.join(folder, 'calls.jsonl'),
  });
  operator = {
    region: 'us-east-1',
    endpoint: recorder.endpoint,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
});
afterEach(async () => {
  target.close();
  await rm(folder, { recursive: true });
});

/** Stops the recorder and answers what it wrote. */
async function written() {
  await recorder.stop();
  return readRecordedCalls(path.join(folder, 'calls.jsonl'));
}

it('tells by the key which role made a call, though it failed', async () => {
  const access = await assumeRole(operator, {
    roleArn: 'arn:aws:iam::1:role/p-e-upload',
    session: 'u',
    tags: { userId: 'u-1' },
  });
  const sqs = new SQSClient({ ...access, maxAttempts: 1 });
  const QueueUrl = `${recorder.endpoint}/123456789012/p-e-work`;
  await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toThrow();
  sqs.destroy();

  expect(await written()).toMatchObject([
    {
      accessKeyId: 'operator',
      operation: 'AssumeRole',
      context: { 'aws:RequestTag/userId': 'u-1', 'aws:TagKeys': ['userId'] },
    },
    {
      accessKeyId: 'ROLE',
      session: { arn: 'arn:aws:sts::123456789012:assumed-role/p-e-upload/u', tags: { userId: 'u-1' } },
      permissions: [
        { action: 'sqs:ReceiveMessage', resource: 'arn:aws:sqs:us-east-1:123456789012:p-e-work' },
      ],
      status: 400,
    },
  ]);
});

it('has a function run that the emulator can’t run, and tells of its failure as Lambda does', async () => {
  recorder.answerInvocations(async (name, payload) => {
    if (payload === null) throw new TypeError('no event');
    return { name, payload };
  });
  const lambda = new LambdaClient(operator);
  const invoke = (payload: unknown) =>
    lambda.send(
      new InvokeCommand({ FunctionName: 'p-e-work:live', Payload: Buffer.from(JSON.stringify(payload)) }),
    );
  const good = await invoke({ trigger: 'daily' });
  const bad = await invoke(null);
  lambda.destroy();

  expect(good.FunctionError).toBeUndefined();
  expect(JSON.parse(Buffer.from(good.Payload ?? []).toString())).toEqual({
    name: 'p-e-work:live',
    payload: { trigger: 'daily' },
  });
  expect(bad.FunctionError).toBe('Unhandled');
  expect(Buffer.from(bad.Payload ?? []).toString()).toContain('no event');
  expect((await written()).map(({ operation }) => operation)).toEqual(['Invoke', 'Invoke']);
});
